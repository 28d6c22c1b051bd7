<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="1" type="RuleRenderer">
    <rules key="{37a70dce-cb5c-5f02-b66f-f85ec8c5f13a}">
      <rule filter="&quot;risk_color&quot; = 'red'" key="{ead743a9-f952-55e4-b475-ac6639310434}" label="不符合严格要求的间距" symbol="0"></rule>
      <rule filter="&quot;risk_color&quot; = 'orange'" key="{fca732eb-d825-5149-8f17-e560f79a09cf}" label="不符合推荐要求，或所依条款待核对原文" symbol="1"></rule>
      <rule filter="&quot;risk_color&quot; = 'yellow'" key="{e92bb86e-bc35-5a9e-b1d0-2f51315ee53b}" label="待核实的间距" scalemaxdenom="20000" symbol="2"></rule>
      <rule filter="&quot;risk_color&quot; = 'blue'" key="{c2be986c-4464-5436-9712-0723e429fa0e}" label="符合的间距（放大后显示）" scalemaxdenom="6000" symbol="3"></rule>
    </rules>
    <symbols>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="20">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="round"></Option>
            <Option name="customdash" type="QString" value="5;2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="255,255,255,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.8"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="0"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="5;2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="255,255,255,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.8"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="0"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="21">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="round"></Option>
            <Option name="customdash" type="QString" value="5;2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="196,22,28,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.1"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="0"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="5;2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="196,22,28,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.1"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="0"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="18">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="round"></Option>
            <Option name="customdash" type="QString" value="5;2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="255,255,255,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.6"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="0"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="5;2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="255,255,255,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.6"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="0"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="19">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="flat"></Option>
            <Option name="customdash" type="QString" value="2.6;0.9;0.8;0.9"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="224,106,0,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.9"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="1"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="flat"></prop>
          <prop k="customdash" v="2.6;0.9;0.8;0.9"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="224,106,0,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.9"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="1"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="16">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="round"></Option>
            <Option name="customdash" type="QString" value="5;2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="58,47,0,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.2"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="0"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="5;2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="58,47,0,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.2"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="0"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="17">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="flat"></Option>
            <Option name="customdash" type="QString" value="2.2;1.1"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="242,194,0,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.7"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="1"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="flat"></prop>
          <prop k="customdash" v="2.2;1.1"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="242,194,0,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.7"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="1"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="14">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="round"></Option>
            <Option name="customdash" type="QString" value="5;2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="20,99,176,100"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.3"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="ring_filter" type="QString" value="0"></Option>
            <Option name="trim_distance_end" type="QString" value="0"></Option>
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
            <Option name="trim_distance_start" type="QString" value="0"></Option>
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
            <Option name="use_custom_dash" type="QString" value="0"></Option>
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
          </Option>
          <prop k="align_dash_pattern" v="0"></prop>
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="5;2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="20,99,176,100"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.3"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="ring_filter" v="0"></prop>
          <prop k="trim_distance_end" v="0"></prop>
          <prop k="trim_distance_end_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_end_unit" v="MM"></prop>
          <prop k="trim_distance_start" v="0"></prop>
          <prop k="trim_distance_start_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="trim_distance_start_unit" v="MM"></prop>
          <prop k="tweak_dash_pattern_on_corners" v="0"></prop>
          <prop k="use_custom_dash" v="0"></prop>
          <prop k="width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{e490f1a9-7e57-5354-b4ea-3b1a522db967}">
      <rule filter="&quot;verdict&quot; = 'conflict' and &quot;distance_m&quot; is not null and &quot;required_high_m&quot; is not null" key="{edb23c50-1884-554b-90cf-84392cfa770f}" scalemaxdenom="8000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="replace(replace('{distance} ＜ {required} m','{distance}',coalesce(to_string(format_number(&quot;distance_m&quot;,1)),'')),'{required}',coalesce(to_string(if(&quot;required_high_m&quot; is null,null,if(&quot;required_low_m&quot;=&quot;required_high_m&quot;,regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$',''),regexp_replace(to_string(round(&quot;required_low_m&quot;,1)),'\\.0$','')||'–'||regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$','')))),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="9" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="75" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Bold" previewBkgrdColor="255,255,255,255" textColor="125,10,14,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
            <families>
              <family name="Microsoft YaHei"></family>
              <family name="PingFang SC"></family>
              <family name="Noto Sans CJK SC"></family>
              <family name="Source Han Sans SC"></family>
              <family name="Noto Sans SC"></family>
              <family name="WenQuanYi Micro Hei"></family>
              <family name="SimHei"></family>
            </families>
            <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="1" bufferSize="0.90000000000000002" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferSizeUnits="MM"></text-buffer>
            <text-mask maskEnabled="0" maskJoinStyle="128" maskOpacity="1" maskSize="1.5" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskSizeUnits="MM" maskType="0" maskedSymbolLayers=""></text-mask>
            <background shapeBlendMode="0" shapeBorderColor="128,128,128,255" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeDraw="0" shapeFillColor="255,255,255,255" shapeJoinStyle="64" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetUnit="MM" shapeOffsetX="0" shapeOffsetY="0" shapeOpacity="1" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeRadiiX="0" shapeRadiiY="0" shapeRotation="0" shapeRotationType="0" shapeSVGFile="" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeSizeType="0" shapeSizeUnit="MM" shapeSizeX="0" shapeSizeY="0" shapeType="0">
              <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="fillSymbol" type="fill">
                <data_defined_properties>
                  <Option type="Map">
                    <Option name="name" type="QString" value=""></Option>
                    <Option name="properties"></Option>
                    <Option name="type" type="QString" value="collection"></Option>
                  </Option>
                </data_defined_properties>
                <layer class="SimpleFill" enabled="1" locked="0" pass="0">
                  <Option type="Map">
                    <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                    <Option name="color" type="QString" value="255,255,255,255"></Option>
                    <Option name="joinstyle" type="QString" value="bevel"></Option>
                    <Option name="offset" type="QString" value="0,0"></Option>
                    <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                    <Option name="offset_unit" type="QString" value="MM"></Option>
                    <Option name="outline_color" type="QString" value="128,128,128,255"></Option>
                    <Option name="outline_style" type="QString" value="no"></Option>
                    <Option name="outline_width" type="QString" value="0"></Option>
                    <Option name="outline_width_unit" type="QString" value="MM"></Option>
                    <Option name="style" type="QString" value="solid"></Option>
                  </Option>
                  <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="color" v="255,255,255,255"></prop>
                  <prop k="joinstyle" v="bevel"></prop>
                  <prop k="offset" v="0,0"></prop>
                  <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="offset_unit" v="MM"></prop>
                  <prop k="outline_color" v="128,128,128,255"></prop>
                  <prop k="outline_style" v="no"></prop>
                  <prop k="outline_width" v="0"></prop>
                  <prop k="outline_width_unit" v="MM"></prop>
                  <prop k="style" v="solid"></prop>
                  <data_defined_properties>
                    <Option type="Map">
                      <Option name="name" type="QString" value=""></Option>
                      <Option name="properties"></Option>
                      <Option name="type" type="QString" value="collection"></Option>
                    </Option>
                  </data_defined_properties>
                </layer>
              </symbol>
            </background>
            <shadow shadowBlendMode="6" shadowColor="0,0,0,255" shadowDraw="0" shadowOffsetAngle="135" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowOffsetUnit="MM" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowRadiusAlphaOnly="0" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowScale="100" shadowUnder="0"></shadow>
            <dd_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </dd_properties>
            <substitutions></substitutions>
          </text-style>
          <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol=">" useMaxLineLengthForAutoWrap="1" wrapChar=""></text-format>
          <placement centroidInside="0" centroidWhole="0" dist="1.5" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="line_interpolate_point($geometry, length($geometry)/2)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="8" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
          <rendering displayAll="0" drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="0" obstacleFactor="1" obstacleType="1" scaleMax="0" scaleMin="0" scaleVisibility="0" unplacedVisibility="0" upsidedownLabels="0" zIndex="0"></rendering>
          <dd_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </dd_properties>
        </settings>
      </rule>
      <rule filter="&quot;verdict&quot; = 'unresolved' and &quot;distance_m&quot; is not null" key="{897355fd-a812-59d4-8e90-4e954fd77e11}" scalemaxdenom="3000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="replace(replace('{distance} m，缺{missing}','{distance}',coalesce(to_string(format_number(&quot;distance_m&quot;,1)),'')),'{missing}',coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="74,85,96,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
            <families>
              <family name="Microsoft YaHei"></family>
              <family name="PingFang SC"></family>
              <family name="Noto Sans CJK SC"></family>
              <family name="Source Han Sans SC"></family>
              <family name="Noto Sans SC"></family>
              <family name="WenQuanYi Micro Hei"></family>
              <family name="SimHei"></family>
            </families>
            <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="1" bufferSize="0.69999999999999996" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferSizeUnits="MM"></text-buffer>
            <text-mask maskEnabled="0" maskJoinStyle="128" maskOpacity="1" maskSize="1.5" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskSizeUnits="MM" maskType="0" maskedSymbolLayers=""></text-mask>
            <background shapeBlendMode="0" shapeBorderColor="128,128,128,255" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeDraw="0" shapeFillColor="255,255,255,255" shapeJoinStyle="64" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetUnit="MM" shapeOffsetX="0" shapeOffsetY="0" shapeOpacity="1" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeRadiiX="0" shapeRadiiY="0" shapeRotation="0" shapeRotationType="0" shapeSVGFile="" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeSizeType="0" shapeSizeUnit="MM" shapeSizeX="0" shapeSizeY="0" shapeType="0">
              <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="fillSymbol" type="fill">
                <data_defined_properties>
                  <Option type="Map">
                    <Option name="name" type="QString" value=""></Option>
                    <Option name="properties"></Option>
                    <Option name="type" type="QString" value="collection"></Option>
                  </Option>
                </data_defined_properties>
                <layer class="SimpleFill" enabled="1" locked="0" pass="0">
                  <Option type="Map">
                    <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                    <Option name="color" type="QString" value="255,255,255,255"></Option>
                    <Option name="joinstyle" type="QString" value="bevel"></Option>
                    <Option name="offset" type="QString" value="0,0"></Option>
                    <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                    <Option name="offset_unit" type="QString" value="MM"></Option>
                    <Option name="outline_color" type="QString" value="128,128,128,255"></Option>
                    <Option name="outline_style" type="QString" value="no"></Option>
                    <Option name="outline_width" type="QString" value="0"></Option>
                    <Option name="outline_width_unit" type="QString" value="MM"></Option>
                    <Option name="style" type="QString" value="solid"></Option>
                  </Option>
                  <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="color" v="255,255,255,255"></prop>
                  <prop k="joinstyle" v="bevel"></prop>
                  <prop k="offset" v="0,0"></prop>
                  <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="offset_unit" v="MM"></prop>
                  <prop k="outline_color" v="128,128,128,255"></prop>
                  <prop k="outline_style" v="no"></prop>
                  <prop k="outline_width" v="0"></prop>
                  <prop k="outline_width_unit" v="MM"></prop>
                  <prop k="style" v="solid"></prop>
                  <data_defined_properties>
                    <Option type="Map">
                      <Option name="name" type="QString" value=""></Option>
                      <Option name="properties"></Option>
                      <Option name="type" type="QString" value="collection"></Option>
                    </Option>
                  </data_defined_properties>
                </layer>
              </symbol>
            </background>
            <shadow shadowBlendMode="6" shadowColor="0,0,0,255" shadowDraw="0" shadowOffsetAngle="135" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowOffsetUnit="MM" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowRadiusAlphaOnly="0" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowScale="100" shadowUnder="0"></shadow>
            <dd_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </dd_properties>
            <substitutions></substitutions>
          </text-style>
          <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol=">" useMaxLineLengthForAutoWrap="1" wrapChar=""></text-format>
          <placement centroidInside="0" centroidWhole="0" dist="1.5" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="line_interpolate_point($geometry, length($geometry)/2)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="3" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
          <rendering displayAll="0" drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="0" obstacleFactor="1" obstacleType="1" scaleMax="0" scaleMin="0" scaleVisibility="0" unplacedVisibility="0" upsidedownLabels="0" zIndex="0"></rendering>
          <dd_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </dd_properties>
        </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field configurationFlags="None" name="fid">
      <editWidget type="Hidden">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="finding_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="hazard_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="hazard_name">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="part">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="object_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="object_name">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="object_kind">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="加油站" type="QString" value="petrol_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="CNG 加气站" type="QString" value="cng_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="LPG 加气站" type="QString" value="lpg_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="LNG 加气站" type="QString" value="lng_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="加油加气合建站" type="QString" value="combined_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="加氢站" type="QString" value="hydrogen_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="烟花爆竹零售点" type="QString" value="fireworks_retail"></Option>
              </Option>
              <Option type="Map">
                <Option name="烟花爆竹仓库" type="QString" value="fireworks_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="烟花爆竹燃放点" type="QString" value="fireworks_discharge"></Option>
              </Option>
              <Option type="Map">
                <Option name="氨制冷" type="QString" value="ammonia_refrigeration"></Option>
              </Option>
              <Option type="Map">
                <Option name="液化石油气储配站" type="QString" value="lpg_storage"></Option>
              </Option>
              <Option type="Map">
                <Option name="液氨储存" type="QString" value="ammonia_storage"></Option>
              </Option>
              <Option type="Map">
                <Option name="瓶装液化石油气供应站" type="QString" value="lpg_bottle_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="甲类厂房" type="QString" value="class_a_workshop"></Option>
              </Option>
              <Option type="Map">
                <Option name="乙类厂房" type="QString" value="class_b_workshop"></Option>
              </Option>
              <Option type="Map">
                <Option name="甲类仓库" type="QString" value="class_a_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="乙类仓库" type="QString" value="class_b_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险品车辆停车场" type="QString" value="hazmat_vehicle_park"></Option>
              </Option>
              <Option type="Map">
                <Option name="燃气供应站" type="QString" value="gas_supply_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="住宅" type="QString" value="residence"></Option>
              </Option>
              <Option type="Map">
                <Option name="学校" type="QString" value="school"></Option>
              </Option>
              <Option type="Map">
                <Option name="幼儿园" type="QString" value="kindergarten"></Option>
              </Option>
              <Option type="Map">
                <Option name="医院" type="QString" value="hospital"></Option>
              </Option>
              <Option type="Map">
                <Option name="养老院" type="QString" value="elderly_home"></Option>
              </Option>
              <Option type="Map">
                <Option name="商场" type="QString" value="mall"></Option>
              </Option>
              <Option type="Map">
                <Option name="市场" type="QString" value="market"></Option>
              </Option>
              <Option type="Map">
                <Option name="公共建筑" type="QString" value="public_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="建筑物（用途不明）" type="QString" value="building"></Option>
              </Option>
              <Option type="Map">
                <Option name="文物保护单位" type="QString" value="monument"></Option>
              </Option>
              <Option type="Map">
                <Option name="博物馆" type="QString" value="museum"></Option>
              </Option>
              <Option type="Map">
                <Option name="展览馆" type="QString" value="exhibition_hall"></Option>
              </Option>
              <Option type="Map">
                <Option name="档案馆" type="QString" value="archive"></Option>
              </Option>
              <Option type="Map">
                <Option name="图书馆" type="QString" value="library"></Option>
              </Option>
              <Option type="Map">
                <Option name="主要出入口" type="QString" value="main_entrance"></Option>
              </Option>
              <Option type="Map">
                <Option name="明火地点" type="QString" value="open_flame"></Option>
              </Option>
              <Option type="Map">
                <Option name="甲乙类厂房" type="QString" value="workshop_ab"></Option>
              </Option>
              <Option type="Map">
                <Option name="丙丁戊类厂房" type="QString" value="workshop_cde"></Option>
              </Option>
              <Option type="Map">
                <Option name="变电站" type="QString" value="substation"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空电力线" type="QString" value="power_line"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空通信线" type="QString" value="communication_line"></Option>
              </Option>
              <Option type="Map">
                <Option name="铁路" type="QString" value="railway"></Option>
              </Option>
              <Option type="Map">
                <Option name="道路" type="QString" value="road"></Option>
              </Option>
              <Option type="Map">
                <Option name="林地" type="QString" value="forest"></Option>
              </Option>
              <Option type="Map">
                <Option name="限制区域" type="QString" value="restricted_area"></Option>
              </Option>
              <Option type="Map">
                <Option name="烟花爆竹禁放区" type="QString" value="no_discharge_zone"></Option>
              </Option>
              <Option type="Map">
                <Option name="管道" type="QString" value="pipeline"></Option>
              </Option>
              <Option type="Map">
                <Option name="保留的网点" type="QString" value="kept_shop"></Option>
              </Option>
              <Option type="Map">
                <Option name="选中的网点" type="QString" value="chosen_site"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="protection_class">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="重要公共建筑物" type="QString" value="important"></Option>
              </Option>
              <Option type="Map">
                <Option name="一类保护物" type="QString" value="class1"></Option>
              </Option>
              <Option type="Map">
                <Option name="二类保护物" type="QString" value="class2"></Option>
              </Option>
              <Option type="Map">
                <Option name="三类保护物" type="QString" value="class3"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="rule_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="rule_ids">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="standard">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="clause">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="severity">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="严格要求（应、不应、不得）" type="QString" value="must"></Option>
              </Option>
              <Option type="Map">
                <Option name="推荐要求（宜、不宜）" type="QString" value="should"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="rule_confidence">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="A：有两处文本一致或官方文本" type="QString" value="A"></Option>
              </Option>
              <Option type="Map">
                <Option name="B：仅见一处文本" type="QString" value="B"></Option>
              </Option>
              <Option type="Map">
                <Option name="C：依据待核对原文" type="QString" value="C"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="distance_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="low_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="high_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="required_low_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="required_high_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="shortfall_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="shortfall_max_m">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="1"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="verdict">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="不符合现行间距" type="QString" value="conflict"></Option>
              </Option>
              <Option type="Map">
                <Option name="待核实" type="QString" value="unresolved"></Option>
              </Option>
              <Option type="Map">
                <Option name="符合" type="QString" value="clear"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="missing">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="risk_color">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="红" type="QString" value="red"></Option>
              </Option>
              <Option type="Map">
                <Option name="橙" type="QString" value="orange"></Option>
              </Option>
              <Option type="Map">
                <Option name="黄" type="QString" value="yellow"></Option>
              </Option>
              <Option type="Map">
                <Option name="蓝" type="QString" value="blue"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="part_in_words">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="missing_in_words">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="finding_id" index="1" name="结论编号"></alias>
    <alias field="hazard_id" index="2" name="危险源编号"></alias>
    <alias field="hazard_name" index="3" name="危险源名称"></alias>
    <alias field="part" index="4" name="起算设施（代码）"></alias>
    <alias field="object_id" index="5" name="保护对象编号"></alias>
    <alias field="object_name" index="6" name="保护对象名称"></alias>
    <alias field="object_kind" index="7" name="保护对象类型"></alias>
    <alias field="protection_class" index="8" name="建筑保护类别"></alias>
    <alias field="rule_id" index="9" name="规则编号"></alias>
    <alias field="rule_ids" index="10" name="相关规则编号"></alias>
    <alias field="standard" index="11" name="标准"></alias>
    <alias field="clause" index="12" name="条款"></alias>
    <alias field="severity" index="13" name="严格程度"></alias>
    <alias field="rule_confidence" index="14" name="依据可信度"></alias>
    <alias field="distance_m" index="15" name="量得距离(m)"></alias>
    <alias field="low_m" index="16" name="实际距离下限(m)"></alias>
    <alias field="high_m" index="17" name="实际距离上限(m)"></alias>
    <alias field="required_low_m" index="18" name="要求间距下限(m)"></alias>
    <alias field="required_high_m" index="19" name="要求间距上限(m)"></alias>
    <alias field="shortfall_m" index="20" name="至少差(m)"></alias>
    <alias field="shortfall_max_m" index="21" name="最多可能差(m)"></alias>
    <alias field="verdict" index="22" name="结论"></alias>
    <alias field="missing" index="23" name="缺少的资料（代码）"></alias>
    <alias field="risk_color" index="24" name="颜色"></alias>
    <alias field="part_in_words" index="25" name="起算设施"></alias>
    <alias field="missing_in_words" index="26" name="缺少的资料"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="finding_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_name"></default>
    <default applyOnUpdate="0" expression="" field="part"></default>
    <default applyOnUpdate="0" expression="" field="object_id"></default>
    <default applyOnUpdate="0" expression="" field="object_name"></default>
    <default applyOnUpdate="0" expression="" field="object_kind"></default>
    <default applyOnUpdate="0" expression="" field="protection_class"></default>
    <default applyOnUpdate="0" expression="" field="rule_id"></default>
    <default applyOnUpdate="0" expression="" field="rule_ids"></default>
    <default applyOnUpdate="0" expression="" field="standard"></default>
    <default applyOnUpdate="0" expression="" field="clause"></default>
    <default applyOnUpdate="0" expression="" field="severity"></default>
    <default applyOnUpdate="0" expression="" field="rule_confidence"></default>
    <default applyOnUpdate="0" expression="" field="distance_m"></default>
    <default applyOnUpdate="0" expression="" field="low_m"></default>
    <default applyOnUpdate="0" expression="" field="high_m"></default>
    <default applyOnUpdate="0" expression="" field="required_low_m"></default>
    <default applyOnUpdate="0" expression="" field="required_high_m"></default>
    <default applyOnUpdate="0" expression="" field="shortfall_m"></default>
    <default applyOnUpdate="0" expression="" field="shortfall_max_m"></default>
    <default applyOnUpdate="0" expression="" field="verdict"></default>
    <default applyOnUpdate="0" expression="" field="missing"></default>
    <default applyOnUpdate="0" expression="" field="risk_color"></default>
    <default applyOnUpdate="0" expression="" field="part_in_words"></default>
    <default applyOnUpdate="0" expression="" field="missing_in_words"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="finding_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="part" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="protection_class" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_ids" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="standard" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="clause" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="severity" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_confidence" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="distance_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="low_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_low_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="shortfall_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="shortfall_max_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="verdict" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="missing" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="risk_color" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="part_in_words" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="missing_in_words" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="finding_id"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="hazard_name"></constraint>
    <constraint desc="" exp="" field="part"></constraint>
    <constraint desc="" exp="" field="object_id"></constraint>
    <constraint desc="" exp="" field="object_name"></constraint>
    <constraint desc="" exp="" field="object_kind"></constraint>
    <constraint desc="" exp="" field="protection_class"></constraint>
    <constraint desc="" exp="" field="rule_id"></constraint>
    <constraint desc="" exp="" field="rule_ids"></constraint>
    <constraint desc="" exp="" field="standard"></constraint>
    <constraint desc="" exp="" field="clause"></constraint>
    <constraint desc="" exp="" field="severity"></constraint>
    <constraint desc="" exp="" field="rule_confidence"></constraint>
    <constraint desc="" exp="" field="distance_m"></constraint>
    <constraint desc="" exp="" field="low_m"></constraint>
    <constraint desc="" exp="" field="high_m"></constraint>
    <constraint desc="" exp="" field="required_low_m"></constraint>
    <constraint desc="" exp="" field="required_high_m"></constraint>
    <constraint desc="" exp="" field="shortfall_m"></constraint>
    <constraint desc="" exp="" field="shortfall_max_m"></constraint>
    <constraint desc="" exp="" field="verdict"></constraint>
    <constraint desc="" exp="" field="missing"></constraint>
    <constraint desc="" exp="" field="risk_color"></constraint>
    <constraint desc="" exp="" field="part_in_words"></constraint>
    <constraint desc="" exp="" field="missing_in_words"></constraint>
  </constraintExpressions>
  <expressionfields>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;part&quot;),coalesce(map_get(map('tank','油罐','dispenser','加油机','vent','通气管管口','unloading_point','卸油口','cylinder','储气瓶组','compressor','压缩机','building','站房','site','站区'),trim(@element)),trim(@element))),'、'),'')" length="0" name="part_in_words" precision="0" subType="0" type="10" typeName=""></field>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')" length="0" name="missing_in_words" precision="0" subType="0" type="10" typeName=""></field>
  </expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="finding_id" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="hazard_name" type="field" width="-1"></column>
      <column hidden="1" name="part" type="field" width="-1"></column>
      <column hidden="0" name="part_in_words" type="field" width="-1"></column>
      <column hidden="1" name="object_id" type="field" width="-1"></column>
      <column hidden="0" name="object_name" type="field" width="-1"></column>
      <column hidden="0" name="object_kind" type="field" width="-1"></column>
      <column hidden="0" name="protection_class" type="field" width="-1"></column>
      <column hidden="0" name="rule_id" type="field" width="-1"></column>
      <column hidden="1" name="rule_ids" type="field" width="-1"></column>
      <column hidden="0" name="standard" type="field" width="-1"></column>
      <column hidden="0" name="clause" type="field" width="-1"></column>
      <column hidden="0" name="severity" type="field" width="-1"></column>
      <column hidden="0" name="rule_confidence" type="field" width="-1"></column>
      <column hidden="0" name="distance_m" type="field" width="-1"></column>
      <column hidden="0" name="low_m" type="field" width="-1"></column>
      <column hidden="0" name="high_m" type="field" width="-1"></column>
      <column hidden="0" name="required_low_m" type="field" width="-1"></column>
      <column hidden="0" name="required_high_m" type="field" width="-1"></column>
      <column hidden="0" name="shortfall_m" type="field" width="-1"></column>
      <column hidden="0" name="shortfall_max_m" type="field" width="-1"></column>
      <column hidden="0" name="verdict" type="field" width="-1"></column>
      <column hidden="1" name="missing" type="field" width="-1"></column>
      <column hidden="0" name="missing_in_words" type="field" width="-1"></column>
      <column hidden="0" name="risk_color" type="field" width="-1"></column>
      <column hidden="0" type="actions" width="-1"></column>
    </columns>
  </attributetableconfig>
  <conditionalstyles>
    <rowstyles></rowstyles>
    <fieldstyles></fieldstyles>
  </conditionalstyles>
  <storedexpressions></storedexpressions>
  <editform tolerant="1"></editform>
  <editforminit></editforminit>
  <editforminitcodesource>0</editforminitcodesource>
  <editforminitfilepath></editforminitfilepath>
  <editforminitcode></editforminitcode>
  <featformsuppress>0</featformsuppress>
  <editorlayout>generatedlayout</editorlayout>
  <editable>
    <field editable="0" name="clause"></field>
    <field editable="0" name="distance_m"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="finding_id"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="hazard_name"></field>
    <field editable="0" name="high_m"></field>
    <field editable="0" name="low_m"></field>
    <field editable="0" name="missing"></field>
    <field editable="0" name="missing_in_words"></field>
    <field editable="0" name="object_id"></field>
    <field editable="0" name="object_kind"></field>
    <field editable="0" name="object_name"></field>
    <field editable="0" name="part"></field>
    <field editable="0" name="part_in_words"></field>
    <field editable="0" name="protection_class"></field>
    <field editable="0" name="required_high_m"></field>
    <field editable="0" name="required_low_m"></field>
    <field editable="0" name="risk_color"></field>
    <field editable="0" name="rule_confidence"></field>
    <field editable="0" name="rule_id"></field>
    <field editable="0" name="rule_ids"></field>
    <field editable="0" name="severity"></field>
    <field editable="0" name="shortfall_m"></field>
    <field editable="0" name="shortfall_max_m"></field>
    <field editable="0" name="standard"></field>
    <field editable="0" name="verdict"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('conflict','不符合现行间距','unresolved','待核实','clear','符合'),"verdict"),"verdict")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((coalesce("hazard_name","hazard_id")||if(coalesce("object_name",coalesce(map_get(map('residence','住宅','school','学校','kindergarten','幼儿园','hospital','医院','elderly_home','养老院','mall','商场','market','市场','public_building','公共建筑','building','建筑物（用途不明）','monument','文物保护单位','museum','博物馆','exhibition_hall','展览馆','archive','档案馆','library','图书馆','main_entrance','主要出入口','open_flame','明火地点','workshop_ab','甲乙类厂房','workshop_cde','丙丁戊类厂房','substation','变电站','power_line','架空电力线','communication_line','架空通信线','railway','铁路','road','道路','forest','林地','restricted_area','限制区域','no_discharge_zone','烟花爆竹禁放区','pipeline','管道','kept_shop','保留的网点','chosen_site','选中的网点'),"object_kind"),"object_kind"),'')='','',' ↔ '||coalesce("object_name",coalesce(map_get(map('residence','住宅','school','学校','kindergarten','幼儿园','hospital','医院','elderly_home','养老院','mall','商场','market','市场','public_building','公共建筑','building','建筑物（用途不明）','monument','文物保护单位','museum','博物馆','exhibition_hall','展览馆','archive','档案馆','library','图书馆','main_entrance','主要出入口','open_flame','明火地点','workshop_ab','甲乙类厂房','workshop_cde','丙丁戊类厂房','substation','变电站','power_line','架空电力线','communication_line','架空通信线','railway','铁路','road','道路','forest','林地','restricted_area','限制区域','no_discharge_zone','烟花爆竹禁放区','pipeline','管道','kept_shop','保留的网点','chosen_site','选中的网点'),"object_kind"),"object_kind"),''))) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce("hazard_name","hazard_id")||if(coalesce("object_name",coalesce(map_get(map('residence','住宅','school','学校','kindergarten','幼儿园','hospital','医院','elderly_home','养老院','mall','商场','market','市场','public_building','公共建筑','building','建筑物（用途不明）','monument','文物保护单位','museum','博物馆','exhibition_hall','展览馆','archive','档案馆','library','图书馆','main_entrance','主要出入口','open_flame','明火地点','workshop_ab','甲乙类厂房','workshop_cde','丙丁戊类厂房','substation','变电站','power_line','架空电力线','communication_line','架空通信线','railway','铁路','road','道路','forest','林地','restricted_area','限制区域','no_discharge_zone','烟花爆竹禁放区','pipeline','管道','kept_shop','保留的网点','chosen_site','选中的网点'),"object_kind"),"object_kind"),'')='','',' ↔ '||coalesce("object_name",coalesce(map_get(map('residence','住宅','school','学校','kindergarten','幼儿园','hospital','医院','elderly_home','养老院','mall','商场','market','市场','public_building','公共建筑','building','建筑物（用途不明）','monument','文物保护单位','museum','博物馆','exhibition_hall','展览馆','archive','档案馆','library','图书馆','main_entrance','主要出入口','open_flame','明火地点','workshop_ab','甲乙类厂房','workshop_cde','丙丁戊类厂房','substation','变电站','power_line','架空电力线','communication_line','架空通信线','railway','铁路','road','道路','forest','林地','restricted_area','限制区域','no_discharge_zone','烟花爆竹禁放区','pipeline','管道','kept_shop','保留的网点','chosen_site','选中的网点'),"object_kind"),"object_kind"),''))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((format_number("distance_m",1)) is null,'','量得：'||replace(replace(replace(replace(coalesce(to_string(format_number("distance_m",1)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))) is null,'','要求：'||replace(replace(replace(replace(coalesce(to_string(if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("shortfall_m"&gt;0,format_number("shortfall_m",1),null)) is null,'','至少差：'||replace(replace(replace(replace(coalesce(to_string(if("shortfall_m"&gt;0,format_number("shortfall_m",1),null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("shortfall_max_m"&gt;"shortfall_m",format_number("shortfall_max_m",1),null)) is null,'','最多可能差：'||replace(replace(replace(replace(coalesce(to_string(if("shortfall_max_m"&gt;"shortfall_m",format_number("shortfall_max_m",1),null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')) is null,'','缺少的资料：'||replace(replace(replace(replace(coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("standard"||' '||coalesce("clause",'')) is null,'','条款：'||replace(replace(replace(replace(coalesce(to_string("standard"||' '||coalesce("clause",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("rule_confidence"||' '||coalesce(map_get(map('A','有两处文本一致或官方文本','B','仅见一处文本','C','依据待核对原文'),"rule_confidence"),"rule_confidence")) is null,'','依据可信度：'||replace(replace(replace(replace(coalesce(to_string("rule_confidence"||' '||coalesce(map_get(map('A','有两处文本一致或官方文本','B','仅见一处文本','C','依据待核对原文'),"rule_confidence"),"rule_confidence")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>1</layerGeometryType>
</qgis>
