<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="1" type="RuleRenderer">
    <rules key="{1e063b75-d28d-522f-a81b-030992d4a921}">
      <rule filter="&quot;kind&quot; = 'road' and (&quot;road_class&quot; is null or &quot;road_class&quot; != 'main')" key="{2854144c-c1d9-554c-8f35-e63d2d224fe8}" label="minor road" scalemaxdenom="20000" symbol="0"></rule>
      <rule filter="&quot;kind&quot; = 'road' and &quot;road_class&quot; = 'main'" key="{77e08d04-9651-5bbe-b10b-668ef9134b94}" label="main road" symbol="1"></rule>
      <rule filter="&quot;kind&quot; = 'railway'" key="{6f7a4679-a292-57e8-9101-0c4f3873eab4}" label="railway" symbol="2"></rule>
      <rule filter="&quot;kind&quot; in ('power_line','communication_line')" key="{a1375d26-ed0e-5bc3-bdc1-50491ebd8096}" label="overhead line" scalemaxdenom="20000" symbol="3"></rule>
      <rule filter="&quot;kind&quot; is null or not (&quot;kind&quot; in ('road','railway') or &quot;kind&quot; in ('power_line','communication_line'))" key="{436c25b1-d11f-5a29-8019-f2e4783e118d}" label="other protected object" scalemaxdenom="20000" symbol="4"></rule>
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
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
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
            <Option name="line_color" type="QString" value="189,189,182,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.3"></Option>
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
          <prop k="line_color" v="189,189,182,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.3"></prop>
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
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
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
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
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
            <Option name="line_color" type="QString" value="201,185,138,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.9"></Option>
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
          <prop k="line_color" v="201,185,138,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.9"></prop>
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
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
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
            <Option name="line_color" type="QString" value="255,243,201,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="1.5"></Option>
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
          <prop k="line_color" v="255,243,201,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="1.5"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="flat"></Option>
            <Option name="customdash" type="QString" value="2;1.2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="107,107,107,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.45"></Option>
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
          <prop k="customdash" v="2;1.2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="107,107,107,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.45"></prop>
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
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0"></Option>
            <Option name="capstyle" type="QString" value="flat"></Option>
            <Option name="customdash" type="QString" value="0.8;0.9"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="138,127,168,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.35"></Option>
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
          <prop k="customdash" v="0.8;0.9"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="138,127,168,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.35"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="4" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value=""></Option>
            <Option name="properties"></Option>
            <Option name="type" type="QString" value="collection"></Option>
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
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
            <Option name="line_color" type="QString" value="143,140,134,255"></Option>
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
          <prop k="line_color" v="143,140,134,255"></prop>
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
    <rules key="{f3047b3b-dbe4-5a32-b7e5-aa93313698ad}">
      <rule filter="&quot;name&quot; is not null and &quot;kind&quot; = 'road' and &quot;road_class&quot; = 'main'" key="{3b85c074-fddc-5664-8517-e90e283cf9aa}" scalemaxdenom="20000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="&quot;name&quot;" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="107,90,30,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="0.20000000000000001" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="3" placementFlags="1" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="2" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
      <rule filter="&quot;name&quot; is not null and not (&quot;kind&quot; = 'road' and &quot;road_class&quot; = 'main')" key="{8f1fb470-2c88-5a69-b601-c1527f470093}" scalemaxdenom="8000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="&quot;name&quot;" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="7.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="74,85,96,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="0.20000000000000001" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="3" placementFlags="1" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="1" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
    <field configurationFlags="None" name="object_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="name">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="kind">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
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
    <field configurationFlags="None" name="measured_as">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="building" type="QString" value="building"></Option>
              </Option>
              <Option type="Map">
                <Option name="fence" type="QString" value="fence"></Option>
              </Option>
              <Option type="Map">
                <Option name="site" type="QString" value="site"></Option>
              </Option>
              <Option type="Map">
                <Option name="zone" type="QString" value="zone"></Option>
              </Option>
              <Option type="Map">
                <Option name="line" type="QString" value="line"></Option>
              </Option>
              <Option type="Map">
                <Option name="point" type="QString" value="point"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="floor_area_m2">
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
    <field configurationFlags="None" name="storeys">
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
    <field configurationFlags="None" name="households">
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
    <field configurationFlags="None" name="users">
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
    <field configurationFlags="None" name="beds">
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
    <field configurationFlags="None" name="seats">
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
    <field configurationFlags="None" name="voltage_kv">
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
    <field configurationFlags="None" name="insulated">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="yes" type="QString" value="1"></Option>
              </Option>
              <Option type="Map">
                <Option name="yes" type="QString" value="true"></Option>
              </Option>
              <Option type="Map">
                <Option name="yes" type="QString" value="yes"></Option>
              </Option>
              <Option type="Map">
                <Option name="no" type="QString" value="0"></Option>
              </Option>
              <Option type="Map">
                <Option name="no" type="QString" value="false"></Option>
              </Option>
              <Option type="Map">
                <Option name="no" type="QString" value="no"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="height_m">
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
    <field configurationFlags="None" name="road_class">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="main" type="QString" value="main"></Option>
              </Option>
              <Option type="Map">
                <Option name="minor" type="QString" value="minor"></Option>
              </Option>
              <Option type="Map">
                <Option name="no public motor road" type="QString" value="none"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="width_m">
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
    <field configurationFlags="None" name="lanes">
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
    <field configurationFlags="None" name="position_source">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="OpenStreetMap" type="QString" value="osm"></Option>
              </Option>
              <Option type="Map">
                <Option name="input file" type="QString" value="file"></Option>
              </Option>
              <Option type="Map">
                <Option name="generated along a road" type="QString" value="generated"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="position_accuracy_m">
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
    <field configurationFlags="None" name="area_type">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="assembly">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="blank_wall">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="high_rise">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="large_substation">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="basement_openings">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="large_settlement">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="object_id" index="1" name="object id"></alias>
    <alias field="name" index="2" name="name"></alias>
    <alias field="kind" index="3" name="kind"></alias>
    <alias field="protection_class" index="4" name="protection class"></alias>
    <alias field="measured_as" index="5" name="measured as"></alias>
    <alias field="floor_area_m2" index="6" name="floor area (m²)"></alias>
    <alias field="storeys" index="7" name="storeys"></alias>
    <alias field="households" index="8" name="households"></alias>
    <alias field="users" index="9" name="users"></alias>
    <alias field="beds" index="10" name="beds"></alias>
    <alias field="seats" index="11" name="seats"></alias>
    <alias field="voltage_kv" index="12" name="voltage (kV)"></alias>
    <alias field="insulated" index="13" name="insulated"></alias>
    <alias field="height_m" index="14" name="height (m)"></alias>
    <alias field="road_class" index="15" name="road class"></alias>
    <alias field="width_m" index="16" name="width (m)"></alias>
    <alias field="lanes" index="17" name="lanes"></alias>
    <alias field="position_source" index="18" name="source of position"></alias>
    <alias field="position_accuracy_m" index="19" name="radius that surely holds the site (m)"></alias>
    <alias field="area_type" index="20" name="kind of area"></alias>
    <alias field="assembly" index="21" name="whether a place of assembly"></alias>
    <alias field="blank_wall" index="22" name="whether the facing wall is blank"></alias>
    <alias field="high_rise" index="23" name="whether high-rise"></alias>
    <alias field="large_substation" index="24" name="whether the substation is large"></alias>
    <alias field="basement_openings" index="25" name="whether the basement has openings"></alias>
    <alias field="large_settlement" index="26" name="whether 1000 people or 300 households live there"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="object_id"></default>
    <default applyOnUpdate="0" expression="" field="name"></default>
    <default applyOnUpdate="0" expression="" field="kind"></default>
    <default applyOnUpdate="0" expression="" field="protection_class"></default>
    <default applyOnUpdate="0" expression="" field="measured_as"></default>
    <default applyOnUpdate="0" expression="" field="floor_area_m2"></default>
    <default applyOnUpdate="0" expression="" field="storeys"></default>
    <default applyOnUpdate="0" expression="" field="households"></default>
    <default applyOnUpdate="0" expression="" field="users"></default>
    <default applyOnUpdate="0" expression="" field="beds"></default>
    <default applyOnUpdate="0" expression="" field="seats"></default>
    <default applyOnUpdate="0" expression="" field="voltage_kv"></default>
    <default applyOnUpdate="0" expression="" field="insulated"></default>
    <default applyOnUpdate="0" expression="" field="height_m"></default>
    <default applyOnUpdate="0" expression="" field="road_class"></default>
    <default applyOnUpdate="0" expression="" field="width_m"></default>
    <default applyOnUpdate="0" expression="" field="lanes"></default>
    <default applyOnUpdate="0" expression="" field="position_source"></default>
    <default applyOnUpdate="0" expression="" field="position_accuracy_m"></default>
    <default applyOnUpdate="0" expression="" field="area_type"></default>
    <default applyOnUpdate="0" expression="" field="assembly"></default>
    <default applyOnUpdate="0" expression="" field="blank_wall"></default>
    <default applyOnUpdate="0" expression="" field="high_rise"></default>
    <default applyOnUpdate="0" expression="" field="large_substation"></default>
    <default applyOnUpdate="0" expression="" field="basement_openings"></default>
    <default applyOnUpdate="0" expression="" field="large_settlement"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="protection_class" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="measured_as" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="floor_area_m2" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="storeys" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="households" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="users" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="beds" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="seats" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="voltage_kv" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="insulated" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="height_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="road_class" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="width_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="lanes" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_source" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_accuracy_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="area_type" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="assembly" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="blank_wall" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="high_rise" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="large_substation" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="basement_openings" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="large_settlement" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="object_id"></constraint>
    <constraint desc="" exp="" field="name"></constraint>
    <constraint desc="" exp="" field="kind"></constraint>
    <constraint desc="" exp="" field="protection_class"></constraint>
    <constraint desc="" exp="" field="measured_as"></constraint>
    <constraint desc="" exp="" field="floor_area_m2"></constraint>
    <constraint desc="" exp="" field="storeys"></constraint>
    <constraint desc="" exp="" field="households"></constraint>
    <constraint desc="" exp="" field="users"></constraint>
    <constraint desc="" exp="" field="beds"></constraint>
    <constraint desc="" exp="" field="seats"></constraint>
    <constraint desc="" exp="" field="voltage_kv"></constraint>
    <constraint desc="" exp="" field="insulated"></constraint>
    <constraint desc="" exp="" field="height_m"></constraint>
    <constraint desc="" exp="" field="road_class"></constraint>
    <constraint desc="" exp="" field="width_m"></constraint>
    <constraint desc="" exp="" field="lanes"></constraint>
    <constraint desc="" exp="" field="position_source"></constraint>
    <constraint desc="" exp="" field="position_accuracy_m"></constraint>
    <constraint desc="" exp="" field="area_type"></constraint>
    <constraint desc="" exp="" field="assembly"></constraint>
    <constraint desc="" exp="" field="blank_wall"></constraint>
    <constraint desc="" exp="" field="high_rise"></constraint>
    <constraint desc="" exp="" field="large_substation"></constraint>
    <constraint desc="" exp="" field="basement_openings"></constraint>
    <constraint desc="" exp="" field="large_settlement"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="object_id" type="field" width="-1"></column>
      <column hidden="0" name="name" type="field" width="-1"></column>
      <column hidden="0" name="kind" type="field" width="-1"></column>
      <column hidden="0" name="protection_class" type="field" width="-1"></column>
      <column hidden="0" name="measured_as" type="field" width="-1"></column>
      <column hidden="0" name="floor_area_m2" type="field" width="-1"></column>
      <column hidden="0" name="storeys" type="field" width="-1"></column>
      <column hidden="0" name="households" type="field" width="-1"></column>
      <column hidden="0" name="users" type="field" width="-1"></column>
      <column hidden="0" name="beds" type="field" width="-1"></column>
      <column hidden="0" name="seats" type="field" width="-1"></column>
      <column hidden="0" name="voltage_kv" type="field" width="-1"></column>
      <column hidden="0" name="insulated" type="field" width="-1"></column>
      <column hidden="0" name="height_m" type="field" width="-1"></column>
      <column hidden="0" name="road_class" type="field" width="-1"></column>
      <column hidden="0" name="width_m" type="field" width="-1"></column>
      <column hidden="0" name="lanes" type="field" width="-1"></column>
      <column hidden="0" name="position_source" type="field" width="-1"></column>
      <column hidden="0" name="position_accuracy_m" type="field" width="-1"></column>
      <column hidden="0" name="area_type" type="field" width="-1"></column>
      <column hidden="0" name="assembly" type="field" width="-1"></column>
      <column hidden="0" name="blank_wall" type="field" width="-1"></column>
      <column hidden="0" name="high_rise" type="field" width="-1"></column>
      <column hidden="0" name="large_substation" type="field" width="-1"></column>
      <column hidden="0" name="basement_openings" type="field" width="-1"></column>
      <column hidden="0" name="large_settlement" type="field" width="-1"></column>
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
  <editable></editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(nullif("name",''),coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"kind"),"kind")||'（unnamed）')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"kind"),"kind")) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"kind"),"kind")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((coalesce(map_get(map('important','important public building','class1','class 1','class2','class 2','class3','class 3'),"protection_class"),"protection_class")) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('important','important public building','class1','class 1','class2','class 2','class3','class 3'),"protection_class"),"protection_class")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>1</layerGeometryType>
</qgis>
