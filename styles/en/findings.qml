<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="1" type="RuleRenderer">
    <rules key="{651c1449-f421-568b-a39f-eec8f9b4df36}">
      <rule filter="&quot;risk_color&quot; = 'red'" key="{115284f7-0b9d-5558-bc2e-b8a812b4ca7b}" label="separation below a mandatory one" symbol="0"></rule>
      <rule filter="&quot;risk_color&quot; = 'orange'" key="{4759bed9-5576-50ba-83cb-ba953e71444b}" label="below a recommended one, or the clause is still to be checked" symbol="1"></rule>
      <rule filter="&quot;risk_color&quot; = 'yellow'" key="{da7f4e56-c529-5ace-b4b6-1b7a7f0fb169}" label="separation to be verified" scalemaxdenom="20000" symbol="2"></rule>
      <rule filter="&quot;risk_color&quot; = 'blue'" key="{be0a4046-aacc-5b94-b902-922892b483f9}" label="separation that is met (shown when zoomed in)" scalemaxdenom="6000" symbol="3"></rule>
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
    <rules key="{520a8929-06cb-53c8-b8c7-fe0366ce1b03}">
      <rule filter="&quot;verdict&quot; = 'conflict' and &quot;distance_m&quot; is not null and &quot;required_high_m&quot; is not null" key="{5b3e13c1-7448-5437-be6e-0cae69bd96ab}" scalemaxdenom="8000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="replace(replace('{distance} &lt; {required} m','{distance}',coalesce(to_string(format_number(&quot;distance_m&quot;,1)),'')),'{required}',coalesce(to_string(if(&quot;required_high_m&quot; is null,null,if(&quot;required_low_m&quot;=&quot;required_high_m&quot;,regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$',''),regexp_replace(to_string(round(&quot;required_low_m&quot;,1)),'\\.0$','')||'–'||regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$','')))),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="9" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="75" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Bold" previewBkgrdColor="255,255,255,255" textColor="125,10,14,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
      <rule filter="&quot;verdict&quot; = 'unresolved' and &quot;distance_m&quot; is not null" key="{688bc2cd-d27a-59b9-a808-8578dec30063}" scalemaxdenom="3000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="replace(replace('{distance} m, {missing} unknown','{distance}',coalesce(to_string(format_number(&quot;distance_m&quot;,1)),'')),'{missing}',coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','station grade','vapour_recovery','vapour recovery','fuels','fuels','protection_class','protection class','kind','use of the building','parts','where tanks, dispensers and vents stand','position','exact position of the hazard','object_position','exact position of the object','fence','where the fence runs','entrance','where the main entrance is','width_m','width of the road','height_m','height of the pole','insulated','whether the line is insulated','voltage_kv','voltage','road_class','class of the road','large_substation','whether the substation is large','buildings','where the buildings of the area stand','coverage','data on what lies around','rules','a usable clause','temporary','whether temporary','either_temporary','whether either is temporary','facing_openings','whether doors and windows face each other','assembly','whether a place of assembly','tank_position','whether tanks are buried','tank_fuel','fuel of each tank','storage_m3','storage volume','largest_tank_m3','largest tank','sales_area_m2','sales area','dwelling_in_building','whether anyone lives in the building','wind_side','whether it lies downwind','high_rise','whether high-rise','basement_openings','whether the basement has openings','underground','whether it is in a basement','under_bridge','whether it is under a bridge or in a culvert','fuel_pipe_in_building','whether an oil or gas pipe runs in the building','fire_engine_access','whether a fire engine can reach it','fire_barrier','whether there is a solid fire wall','blank_wall','whether the facing wall is blank','large_settlement','whether 1000 people or 300 households live there','area_type','kind of area','measured_as','what the geometry stands for'),trim(@element)),trim(@element))),', '),'')),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="74,85,96,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
                <Option name="petrol station" type="QString" value="petrol_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="CNG station" type="QString" value="cng_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="LPG station" type="QString" value="lpg_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="LNG station" type="QString" value="lng_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="combined petrol and gas station" type="QString" value="combined_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="hydrogen station" type="QString" value="hydrogen_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="fireworks shop" type="QString" value="fireworks_retail"></Option>
              </Option>
              <Option type="Map">
                <Option name="fireworks store" type="QString" value="fireworks_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="fireworks discharge place" type="QString" value="fireworks_discharge"></Option>
              </Option>
              <Option type="Map">
                <Option name="ammonia refrigeration" type="QString" value="ammonia_refrigeration"></Option>
              </Option>
              <Option type="Map">
                <Option name="LPG storage" type="QString" value="lpg_storage"></Option>
              </Option>
              <Option type="Map">
                <Option name="ammonia storage" type="QString" value="ammonia_storage"></Option>
              </Option>
              <Option type="Map">
                <Option name="LPG bottle store" type="QString" value="lpg_bottle_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="class A workshop" type="QString" value="class_a_workshop"></Option>
              </Option>
              <Option type="Map">
                <Option name="class B workshop" type="QString" value="class_b_workshop"></Option>
              </Option>
              <Option type="Map">
                <Option name="class A store" type="QString" value="class_a_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="class B store" type="QString" value="class_b_store"></Option>
              </Option>
              <Option type="Map">
                <Option name="hazmat vehicle park" type="QString" value="hazmat_vehicle_park"></Option>
              </Option>
              <Option type="Map">
                <Option name="gas supply station" type="QString" value="gas_supply_station"></Option>
              </Option>
              <Option type="Map">
                <Option name="residence" type="QString" value="residence"></Option>
              </Option>
              <Option type="Map">
                <Option name="school" type="QString" value="school"></Option>
              </Option>
              <Option type="Map">
                <Option name="kindergarten" type="QString" value="kindergarten"></Option>
              </Option>
              <Option type="Map">
                <Option name="hospital" type="QString" value="hospital"></Option>
              </Option>
              <Option type="Map">
                <Option name="home for the aged" type="QString" value="elderly_home"></Option>
              </Option>
              <Option type="Map">
                <Option name="mall" type="QString" value="mall"></Option>
              </Option>
              <Option type="Map">
                <Option name="market" type="QString" value="market"></Option>
              </Option>
              <Option type="Map">
                <Option name="public building" type="QString" value="public_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="building (use unknown)" type="QString" value="building"></Option>
              </Option>
              <Option type="Map">
                <Option name="monument" type="QString" value="monument"></Option>
              </Option>
              <Option type="Map">
                <Option name="museum" type="QString" value="museum"></Option>
              </Option>
              <Option type="Map">
                <Option name="exhibition hall" type="QString" value="exhibition_hall"></Option>
              </Option>
              <Option type="Map">
                <Option name="archive" type="QString" value="archive"></Option>
              </Option>
              <Option type="Map">
                <Option name="library" type="QString" value="library"></Option>
              </Option>
              <Option type="Map">
                <Option name="main entrance" type="QString" value="main_entrance"></Option>
              </Option>
              <Option type="Map">
                <Option name="open flame" type="QString" value="open_flame"></Option>
              </Option>
              <Option type="Map">
                <Option name="workshop of class A or B" type="QString" value="workshop_ab"></Option>
              </Option>
              <Option type="Map">
                <Option name="workshop of class C, D or E" type="QString" value="workshop_cde"></Option>
              </Option>
              <Option type="Map">
                <Option name="substation" type="QString" value="substation"></Option>
              </Option>
              <Option type="Map">
                <Option name="overhead power line" type="QString" value="power_line"></Option>
              </Option>
              <Option type="Map">
                <Option name="overhead communication line" type="QString" value="communication_line"></Option>
              </Option>
              <Option type="Map">
                <Option name="railway" type="QString" value="railway"></Option>
              </Option>
              <Option type="Map">
                <Option name="road" type="QString" value="road"></Option>
              </Option>
              <Option type="Map">
                <Option name="forest" type="QString" value="forest"></Option>
              </Option>
              <Option type="Map">
                <Option name="restricted area" type="QString" value="restricted_area"></Option>
              </Option>
              <Option type="Map">
                <Option name="no-discharge zone" type="QString" value="no_discharge_zone"></Option>
              </Option>
              <Option type="Map">
                <Option name="pipeline" type="QString" value="pipeline"></Option>
              </Option>
              <Option type="Map">
                <Option name="shop that stays" type="QString" value="kept_shop"></Option>
              </Option>
              <Option type="Map">
                <Option name="chosen site" type="QString" value="chosen_site"></Option>
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
                <Option name="important public building" type="QString" value="important"></Option>
              </Option>
              <Option type="Map">
                <Option name="class 1" type="QString" value="class1"></Option>
              </Option>
              <Option type="Map">
                <Option name="class 2" type="QString" value="class2"></Option>
              </Option>
              <Option type="Map">
                <Option name="class 3" type="QString" value="class3"></Option>
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
                <Option name="must" type="QString" value="must"></Option>
              </Option>
              <Option type="Map">
                <Option name="should" type="QString" value="should"></Option>
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
                <Option name="A：two texts agree, or the official one" type="QString" value="A"></Option>
              </Option>
              <Option type="Map">
                <Option name="B：one text only" type="QString" value="B"></Option>
              </Option>
              <Option type="Map">
                <Option name="C：recollection: check against the printed standard" type="QString" value="C"></Option>
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
                <Option name="below the current separation" type="QString" value="conflict"></Option>
              </Option>
              <Option type="Map">
                <Option name="to be verified" type="QString" value="unresolved"></Option>
              </Option>
              <Option type="Map">
                <Option name="meets the separation" type="QString" value="clear"></Option>
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
                <Option name="red" type="QString" value="red"></Option>
              </Option>
              <Option type="Map">
                <Option name="orange" type="QString" value="orange"></Option>
              </Option>
              <Option type="Map">
                <Option name="yellow" type="QString" value="yellow"></Option>
              </Option>
              <Option type="Map">
                <Option name="blue" type="QString" value="blue"></Option>
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
    <alias field="finding_id" index="1" name="finding id"></alias>
    <alias field="hazard_id" index="2" name="hazard id"></alias>
    <alias field="hazard_name" index="3" name="hazard"></alias>
    <alias field="part" index="4" name="measured from (codes)"></alias>
    <alias field="object_id" index="5" name="object id"></alias>
    <alias field="object_name" index="6" name="protected object"></alias>
    <alias field="object_kind" index="7" name="object kind"></alias>
    <alias field="protection_class" index="8" name="protection class"></alias>
    <alias field="rule_id" index="9" name="rule id"></alias>
    <alias field="rule_ids" index="10" name="rule ids"></alias>
    <alias field="standard" index="11" name="standard"></alias>
    <alias field="clause" index="12" name="clause"></alias>
    <alias field="severity" index="13" name="severity"></alias>
    <alias field="rule_confidence" index="14" name="confidence of the rule"></alias>
    <alias field="distance_m" index="15" name="measured distance (m)"></alias>
    <alias field="low_m" index="16" name="separation, least (m)"></alias>
    <alias field="high_m" index="17" name="separation, most (m)"></alias>
    <alias field="required_low_m" index="18" name="required, least (m)"></alias>
    <alias field="required_high_m" index="19" name="required, most (m)"></alias>
    <alias field="shortfall_m" index="20" name="certain shortfall (m)"></alias>
    <alias field="shortfall_max_m" index="21" name="possible shortfall (m)"></alias>
    <alias field="verdict" index="22" name="verdict"></alias>
    <alias field="missing" index="23" name="missing facts (codes)"></alias>
    <alias field="risk_color" index="24" name="colour"></alias>
    <alias field="part_in_words" index="25" name="measured from"></alias>
    <alias field="missing_in_words" index="26" name="missing facts"></alias>
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
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;part&quot;),coalesce(map_get(map('tank','tank','dispenser','dispenser','vent','vent','unloading_point','unloading point','cylinder','cylinders','compressor','compressor','building','station building','site','site'),trim(@element)),trim(@element))),', '),'')" length="0" name="part_in_words" precision="0" subType="0" type="10" typeName=""></field>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','station grade','vapour_recovery','vapour recovery','fuels','fuels','protection_class','protection class','kind','use of the building','parts','where tanks, dispensers and vents stand','position','exact position of the hazard','object_position','exact position of the object','fence','where the fence runs','entrance','where the main entrance is','width_m','width of the road','height_m','height of the pole','insulated','whether the line is insulated','voltage_kv','voltage','road_class','class of the road','large_substation','whether the substation is large','buildings','where the buildings of the area stand','coverage','data on what lies around','rules','a usable clause','temporary','whether temporary','either_temporary','whether either is temporary','facing_openings','whether doors and windows face each other','assembly','whether a place of assembly','tank_position','whether tanks are buried','tank_fuel','fuel of each tank','storage_m3','storage volume','largest_tank_m3','largest tank','sales_area_m2','sales area','dwelling_in_building','whether anyone lives in the building','wind_side','whether it lies downwind','high_rise','whether high-rise','basement_openings','whether the basement has openings','underground','whether it is in a basement','under_bridge','whether it is under a bridge or in a culvert','fuel_pipe_in_building','whether an oil or gas pipe runs in the building','fire_engine_access','whether a fire engine can reach it','fire_barrier','whether there is a solid fire wall','blank_wall','whether the facing wall is blank','large_settlement','whether 1000 people or 300 households live there','area_type','kind of area','measured_as','what the geometry stands for'),trim(@element)),trim(@element))),', '),'')" length="0" name="missing_in_words" precision="0" subType="0" type="10" typeName=""></field>
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
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('conflict','below the current separation','unresolved','to be verified','clear','meets the separation'),"verdict"),"verdict")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((coalesce("hazard_name","hazard_id")||if(coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),'')='','',' ↔ '||coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),''))) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce("hazard_name","hazard_id")||if(coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),'')='','',' ↔ '||coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),''))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((format_number("distance_m",1)) is null,'','measured: '||replace(replace(replace(replace(coalesce(to_string(format_number("distance_m",1)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))) is null,'','required: '||replace(replace(replace(replace(coalesce(to_string(if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("shortfall_m"&gt;0,format_number("shortfall_m",1),null)) is null,'','short by at least: '||replace(replace(replace(replace(coalesce(to_string(if("shortfall_m"&gt;0,format_number("shortfall_m",1),null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((if("shortfall_max_m"&gt;"shortfall_m",format_number("shortfall_max_m",1),null)) is null,'','short by at most: '||replace(replace(replace(replace(coalesce(to_string(if("shortfall_max_m"&gt;"shortfall_m",format_number("shortfall_max_m",1),null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if((nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','station grade','vapour_recovery','vapour recovery','fuels','fuels','protection_class','protection class','kind','use of the building','parts','where tanks, dispensers and vents stand','position','exact position of the hazard','object_position','exact position of the object','fence','where the fence runs','entrance','where the main entrance is','width_m','width of the road','height_m','height of the pole','insulated','whether the line is insulated','voltage_kv','voltage','road_class','class of the road','large_substation','whether the substation is large','buildings','where the buildings of the area stand','coverage','data on what lies around','rules','a usable clause','temporary','whether temporary','either_temporary','whether either is temporary','facing_openings','whether doors and windows face each other','assembly','whether a place of assembly','tank_position','whether tanks are buried','tank_fuel','fuel of each tank','storage_m3','storage volume','largest_tank_m3','largest tank','sales_area_m2','sales area','dwelling_in_building','whether anyone lives in the building','wind_side','whether it lies downwind','high_rise','whether high-rise','basement_openings','whether the basement has openings','underground','whether it is in a basement','under_bridge','whether it is under a bridge or in a culvert','fuel_pipe_in_building','whether an oil or gas pipe runs in the building','fire_engine_access','whether a fire engine can reach it','fire_barrier','whether there is a solid fire wall','blank_wall','whether the facing wall is blank','large_settlement','whether 1000 people or 300 households live there','area_type','kind of area','measured_as','what the geometry stands for'),trim(@element)),trim(@element))),', '),'')) is null,'','missing: '||replace(replace(replace(replace(coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','station grade','vapour_recovery','vapour recovery','fuels','fuels','protection_class','protection class','kind','use of the building','parts','where tanks, dispensers and vents stand','position','exact position of the hazard','object_position','exact position of the object','fence','where the fence runs','entrance','where the main entrance is','width_m','width of the road','height_m','height of the pole','insulated','whether the line is insulated','voltage_kv','voltage','road_class','class of the road','large_substation','whether the substation is large','buildings','where the buildings of the area stand','coverage','data on what lies around','rules','a usable clause','temporary','whether temporary','either_temporary','whether either is temporary','facing_openings','whether doors and windows face each other','assembly','whether a place of assembly','tank_position','whether tanks are buried','tank_fuel','fuel of each tank','storage_m3','storage volume','largest_tank_m3','largest tank','sales_area_m2','sales area','dwelling_in_building','whether anyone lives in the building','wind_side','whether it lies downwind','high_rise','whether high-rise','basement_openings','whether the basement has openings','underground','whether it is in a basement','under_bridge','whether it is under a bridge or in a culvert','fuel_pipe_in_building','whether an oil or gas pipe runs in the building','fire_engine_access','whether a fire engine can reach it','fire_barrier','whether there is a solid fire wall','blank_wall','whether the facing wall is blank','large_settlement','whether 1000 people or 300 households live there','area_type','kind of area','measured_as','what the geometry stands for'),trim(@element)),trim(@element))),', '),'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("standard"||' '||coalesce("clause",'')) is null,'','clause: '||replace(replace(replace(replace(coalesce(to_string("standard"||' '||coalesce("clause",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("rule_confidence"||' '||coalesce(map_get(map('A','two texts agree, or the official one','B','one text only','C','recollection: check against the printed standard'),"rule_confidence"),"rule_confidence")) is null,'','confidence: '||replace(replace(replace(replace(coalesce(to_string("rule_confidence"||' '||coalesce(map_get(map('A','two texts agree, or the official one','B','one text only','C','recollection: check against the printed standard'),"rule_confidence"),"rule_confidence")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>1</layerGeometryType>
</qgis>
