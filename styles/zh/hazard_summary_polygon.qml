<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="1" type="RuleRenderer">
    <rules key="{a65d5249-d230-5af2-923c-f3ef14509f8a}">
      <rule key="{322d7c25-cd11-5ac5-ad2b-3e00106c147f}" label="颜色表示间距检查结论，不是企业安全风险分级">
        <rule filter="&quot;risk_color&quot; = 'red'" key="{a06ede04-2c56-5ebf-903c-8f32fc721fb1}" label="不符合严格要求，有条款文本为据" symbol="0"></rule>
        <rule filter="&quot;risk_color&quot; = 'orange'" key="{d2ef9fb1-b402-503f-8da7-a2feb1134c67}" label="不符合推荐要求，或所依条款待核对原文" symbol="1"></rule>
        <rule filter="&quot;risk_color&quot; = 'yellow'" key="{c0fd2d93-081b-5ecb-95f3-cb0aeb126422}" label="待核实：资料不全，尚不能下结论" symbol="2"></rule>
        <rule filter="&quot;risk_color&quot; = 'blue'" key="{3867317a-901d-50e5-bcd3-fc72936be6d0}" label="符合，且周围数据齐全" symbol="3"></rule>
      </rule>
    </rules>
    <symbols>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="fill">
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
            <Option name="color" type="QString" value="196,22,28,40"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="196,22,28,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.5"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="196,22,28,40"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="196,22,28,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.5"></prop>
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
        <layer class="CentroidFill" enabled="1" locked="0" pass="4">
          <Option type="Map">
            <Option name="clip_on_current_part_only" type="QString" value="0"></Option>
            <Option name="clip_points" type="QString" value="0"></Option>
            <Option name="point_on_all_parts" type="QString" value="1"></Option>
            <Option name="point_on_surface" type="QString" value="1"></Option>
          </Option>
          <prop k="clip_on_current_part_only" v="0"></prop>
          <prop k="clip_points" v="0"></prop>
          <prop k="point_on_all_parts" v="1"></prop>
          <prop k="point_on_surface" v="1"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@0@1" type="marker">
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </data_defined_properties>
            <layer class="SvgMarker" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="angle" type="QString" value="0"></Option>
                <Option name="color" type="QString" value="35,35,35,255"></Option>
                <Option name="fixedAspectRatio" type="QString" value="0"></Option>
                <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
                <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xMCAxSDIyTDMxIDEwVjIyTDIyIDMxSDEwTDEgMjJWMTBaIiBmaWxsPSIjYzQxNjFjIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iMiIvPjxwYXRoIGQ9Ik0xMC41IDEwLjVMMjEuNSAyMS41TTIxLjUgMTAuNUwxMC41IDIxLjUiIGZpbGw9Im5vbmUiIHN0cm9rZT0iI2ZmZmZmZiIgc3Ryb2tlLXdpZHRoPSI0LjIiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPg=="></Option>
                <Option name="offset" type="QString" value="0,0"></Option>
                <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="offset_unit" type="QString" value="MM"></Option>
                <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
                <Option name="outline_width" type="QString" value="0.2"></Option>
                <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="outline_width_unit" type="QString" value="MM"></Option>
                <Option name="parameters"></Option>
                <Option name="scale_method" type="QString" value="diameter"></Option>
                <Option name="size" type="QString" value="7.6"></Option>
                <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="size_unit" type="QString" value="MM"></Option>
                <Option name="vertical_anchor_point" type="QString" value="1"></Option>
              </Option>
              <prop k="angle" v="0"></prop>
              <prop k="color" v="35,35,35,255"></prop>
              <prop k="fixedAspectRatio" v="0"></prop>
              <prop k="horizontal_anchor_point" v="1"></prop>
              <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xMCAxSDIyTDMxIDEwVjIyTDIyIDMxSDEwTDEgMjJWMTBaIiBmaWxsPSIjYzQxNjFjIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iMiIvPjxwYXRoIGQ9Ik0xMC41IDEwLjVMMjEuNSAyMS41TTIxLjUgMTAuNUwxMC41IDIxLjUiIGZpbGw9Im5vbmUiIHN0cm9rZT0iI2ZmZmZmZiIgc3Ryb2tlLXdpZHRoPSI0LjIiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPg=="></prop>
              <prop k="offset" v="0,0"></prop>
              <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="offset_unit" v="MM"></prop>
              <prop k="outline_color" v="35,35,35,255"></prop>
              <prop k="outline_width" v="0.2"></prop>
              <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="outline_width_unit" v="MM"></prop>
              <prop k="parameters" v=""></prop>
              <prop k="scale_method" v="diameter"></prop>
              <prop k="size" v="7.6"></prop>
              <prop k="size_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="size_unit" v="MM"></prop>
              <prop k="vertical_anchor_point" v="1"></prop>
              <data_defined_properties>
                <Option type="Map">
                  <Option name="name" type="QString" value=""></Option>
                  <Option name="properties"></Option>
                  <Option name="type" type="QString" value="collection"></Option>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
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
            <Option name="color" type="QString" value="224,106,0,40"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="224,106,0,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.5"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="224,106,0,40"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="224,106,0,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.5"></prop>
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
        <layer class="CentroidFill" enabled="1" locked="0" pass="3">
          <Option type="Map">
            <Option name="clip_on_current_part_only" type="QString" value="0"></Option>
            <Option name="clip_points" type="QString" value="0"></Option>
            <Option name="point_on_all_parts" type="QString" value="1"></Option>
            <Option name="point_on_surface" type="QString" value="1"></Option>
          </Option>
          <prop k="clip_on_current_part_only" v="0"></prop>
          <prop k="clip_points" v="0"></prop>
          <prop k="point_on_all_parts" v="1"></prop>
          <prop k="point_on_surface" v="1"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@1@1" type="marker">
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </data_defined_properties>
            <layer class="SvgMarker" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="angle" type="QString" value="0"></Option>
                <Option name="color" type="QString" value="35,35,35,255"></Option>
                <Option name="fixedAspectRatio" type="QString" value="0"></Option>
                <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
                <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAxTDMxLjUgMzBIMC41WiIgZmlsbD0iI2UwNmEwMCIgc3Ryb2tlPSIjZmZmZmZmIiBzdHJva2Utd2lkdGg9IjIiLz48cGF0aCBkPSJNMTYgMTFWMjBNMTYgMjUuNFYyNS41IiBmaWxsPSJub25lIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iNC4yIiBzdHJva2UtbGluZWNhcD0icm91bmQiIHN0cm9rZS1saW5lam9pbj0icm91bmQiLz48L3N2Zz4="></Option>
                <Option name="offset" type="QString" value="0,0"></Option>
                <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="offset_unit" type="QString" value="MM"></Option>
                <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
                <Option name="outline_width" type="QString" value="0.2"></Option>
                <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="outline_width_unit" type="QString" value="MM"></Option>
                <Option name="parameters"></Option>
                <Option name="scale_method" type="QString" value="diameter"></Option>
                <Option name="size" type="QString" value="7.6"></Option>
                <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="size_unit" type="QString" value="MM"></Option>
                <Option name="vertical_anchor_point" type="QString" value="1"></Option>
              </Option>
              <prop k="angle" v="0"></prop>
              <prop k="color" v="35,35,35,255"></prop>
              <prop k="fixedAspectRatio" v="0"></prop>
              <prop k="horizontal_anchor_point" v="1"></prop>
              <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAxTDMxLjUgMzBIMC41WiIgZmlsbD0iI2UwNmEwMCIgc3Ryb2tlPSIjZmZmZmZmIiBzdHJva2Utd2lkdGg9IjIiLz48cGF0aCBkPSJNMTYgMTFWMjBNMTYgMjUuNFYyNS41IiBmaWxsPSJub25lIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iNC4yIiBzdHJva2UtbGluZWNhcD0icm91bmQiIHN0cm9rZS1saW5lam9pbj0icm91bmQiLz48L3N2Zz4="></prop>
              <prop k="offset" v="0,0"></prop>
              <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="offset_unit" v="MM"></prop>
              <prop k="outline_color" v="35,35,35,255"></prop>
              <prop k="outline_width" v="0.2"></prop>
              <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="outline_width_unit" v="MM"></prop>
              <prop k="parameters" v=""></prop>
              <prop k="scale_method" v="diameter"></prop>
              <prop k="size" v="7.6"></prop>
              <prop k="size_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="size_unit" v="MM"></prop>
              <prop k="vertical_anchor_point" v="1"></prop>
              <data_defined_properties>
                <Option type="Map">
                  <Option name="name" type="QString" value=""></Option>
                  <Option name="properties"></Option>
                  <Option name="type" type="QString" value="collection"></Option>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="fill">
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
            <Option name="color" type="QString" value="242,194,0,40"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="74,59,0,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.5"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="242,194,0,40"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="74,59,0,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.5"></prop>
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
        <layer class="CentroidFill" enabled="1" locked="0" pass="2">
          <Option type="Map">
            <Option name="clip_on_current_part_only" type="QString" value="0"></Option>
            <Option name="clip_points" type="QString" value="0"></Option>
            <Option name="point_on_all_parts" type="QString" value="1"></Option>
            <Option name="point_on_surface" type="QString" value="1"></Option>
          </Option>
          <prop k="clip_on_current_part_only" v="0"></prop>
          <prop k="clip_points" v="0"></prop>
          <prop k="point_on_all_parts" v="1"></prop>
          <prop k="point_on_surface" v="1"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@2@1" type="marker">
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </data_defined_properties>
            <layer class="SvgMarker" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="angle" type="QString" value="0"></Option>
                <Option name="color" type="QString" value="35,35,35,255"></Option>
                <Option name="fixedAspectRatio" type="QString" value="0"></Option>
                <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
                <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjE1IiBmaWxsPSIjZjJjMjAwIiBzdHJva2U9IiM0YTNiMDAiIHN0cm9rZS13aWR0aD0iMiIvPjxwYXRoIGQ9Ik0xMS4yIDEyLjJBNC45IDQuOSAwIDEgMSAxOCAxNi40UTE2IDE3LjQgMTYgMTkuNk0xNiAyNC42VjI0LjciIGZpbGw9Im5vbmUiIHN0cm9rZT0iIzRhM2IwMCIgc3Ryb2tlLXdpZHRoPSI0LjIiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPg=="></Option>
                <Option name="offset" type="QString" value="0,0"></Option>
                <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="offset_unit" type="QString" value="MM"></Option>
                <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
                <Option name="outline_width" type="QString" value="0.2"></Option>
                <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="outline_width_unit" type="QString" value="MM"></Option>
                <Option name="parameters"></Option>
                <Option name="scale_method" type="QString" value="diameter"></Option>
                <Option name="size" type="QString" value="6.6"></Option>
                <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="size_unit" type="QString" value="MM"></Option>
                <Option name="vertical_anchor_point" type="QString" value="1"></Option>
              </Option>
              <prop k="angle" v="0"></prop>
              <prop k="color" v="35,35,35,255"></prop>
              <prop k="fixedAspectRatio" v="0"></prop>
              <prop k="horizontal_anchor_point" v="1"></prop>
              <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjE1IiBmaWxsPSIjZjJjMjAwIiBzdHJva2U9IiM0YTNiMDAiIHN0cm9rZS13aWR0aD0iMiIvPjxwYXRoIGQ9Ik0xMS4yIDEyLjJBNC45IDQuOSAwIDEgMSAxOCAxNi40UTE2IDE3LjQgMTYgMTkuNk0xNiAyNC42VjI0LjciIGZpbGw9Im5vbmUiIHN0cm9rZT0iIzRhM2IwMCIgc3Ryb2tlLXdpZHRoPSI0LjIiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPg=="></prop>
              <prop k="offset" v="0,0"></prop>
              <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="offset_unit" v="MM"></prop>
              <prop k="outline_color" v="35,35,35,255"></prop>
              <prop k="outline_width" v="0.2"></prop>
              <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="outline_width_unit" v="MM"></prop>
              <prop k="parameters" v=""></prop>
              <prop k="scale_method" v="diameter"></prop>
              <prop k="size" v="6.6"></prop>
              <prop k="size_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="size_unit" v="MM"></prop>
              <prop k="vertical_anchor_point" v="1"></prop>
              <data_defined_properties>
                <Option type="Map">
                  <Option name="name" type="QString" value=""></Option>
                  <Option name="properties"></Option>
                  <Option name="type" type="QString" value="collection"></Option>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="fill">
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
            <Option name="color" type="QString" value="20,99,176,40"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="20,99,176,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.5"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="20,99,176,40"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="20,99,176,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.5"></prop>
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
        <layer class="CentroidFill" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option name="clip_on_current_part_only" type="QString" value="0"></Option>
            <Option name="clip_points" type="QString" value="0"></Option>
            <Option name="point_on_all_parts" type="QString" value="1"></Option>
            <Option name="point_on_surface" type="QString" value="1"></Option>
          </Option>
          <prop k="clip_on_current_part_only" v="0"></prop>
          <prop k="clip_points" v="0"></prop>
          <prop k="point_on_all_parts" v="1"></prop>
          <prop k="point_on_surface" v="1"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@3@1" type="marker">
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </data_defined_properties>
            <layer class="SvgMarker" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="angle" type="QString" value="0"></Option>
                <Option name="color" type="QString" value="35,35,35,255"></Option>
                <Option name="fixedAspectRatio" type="QString" value="0"></Option>
                <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
                <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0zIDNIMjlWMjlIM1oiIGZpbGw9IiMxNDYzYjAiIHN0cm9rZT0iI2ZmZmZmZiIgc3Ryb2tlLXdpZHRoPSIyIi8+PHBhdGggZD0iTTkuNSAxNi44TDE0IDIxLjNMMjIuOCAxMC44IiBmaWxsPSJub25lIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iNC4yIiBzdHJva2UtbGluZWNhcD0icm91bmQiIHN0cm9rZS1saW5lam9pbj0icm91bmQiLz48L3N2Zz4="></Option>
                <Option name="offset" type="QString" value="0,0"></Option>
                <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="offset_unit" type="QString" value="MM"></Option>
                <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
                <Option name="outline_width" type="QString" value="0.2"></Option>
                <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="outline_width_unit" type="QString" value="MM"></Option>
                <Option name="parameters"></Option>
                <Option name="scale_method" type="QString" value="diameter"></Option>
                <Option name="size" type="QString" value="5.2"></Option>
                <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                <Option name="size_unit" type="QString" value="MM"></Option>
                <Option name="vertical_anchor_point" type="QString" value="1"></Option>
              </Option>
              <prop k="angle" v="0"></prop>
              <prop k="color" v="35,35,35,255"></prop>
              <prop k="fixedAspectRatio" v="0"></prop>
              <prop k="horizontal_anchor_point" v="1"></prop>
              <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0zIDNIMjlWMjlIM1oiIGZpbGw9IiMxNDYzYjAiIHN0cm9rZT0iI2ZmZmZmZiIgc3Ryb2tlLXdpZHRoPSIyIi8+PHBhdGggZD0iTTkuNSAxNi44TDE0IDIxLjNMMjIuOCAxMC44IiBmaWxsPSJub25lIiBzdHJva2U9IiNmZmZmZmYiIHN0cm9rZS13aWR0aD0iNC4yIiBzdHJva2UtbGluZWNhcD0icm91bmQiIHN0cm9rZS1saW5lam9pbj0icm91bmQiLz48L3N2Zz4="></prop>
              <prop k="offset" v="0,0"></prop>
              <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="offset_unit" v="MM"></prop>
              <prop k="outline_color" v="35,35,35,255"></prop>
              <prop k="outline_width" v="0.2"></prop>
              <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="outline_width_unit" v="MM"></prop>
              <prop k="parameters" v=""></prop>
              <prop k="scale_method" v="diameter"></prop>
              <prop k="size" v="5.2"></prop>
              <prop k="size_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
              <prop k="size_unit" v="MM"></prop>
              <prop k="vertical_anchor_point" v="1"></prop>
              <data_defined_properties>
                <Option type="Map">
                  <Option name="name" type="QString" value=""></Option>
                  <Option name="properties"></Option>
                  <Option name="type" type="QString" value="collection"></Option>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{2191f040-0d0d-54b6-8832-8a12c6c2def6}">
      <rule key="{371e422e-01e8-5ee0-aa51-1cc4e207a72a}">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="''" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="27,36,48,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="4.2000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="buffer(point_on_surface($geometry),0.0037*@map_scale/100000)" geometryGeneratorEnabled="1" geometryGeneratorType="PolygonGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="5" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
          <rendering displayAll="0" drawLabels="0" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="1" obstacleFactor="2" obstacleType="0" scaleMax="0" scaleMin="0" scaleVisibility="0" unplacedVisibility="0" upsidedownLabels="0" zIndex="0"></rendering>
          <dd_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </dd_properties>
        </settings>
      </rule>
      <rule filter="&quot;risk_color&quot; = 'red'" key="{35420bdb-85aa-5e84-af64-647dd914f68e}" scalemaxdenom="60000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(length(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))>18,left(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'),17)||'…',coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))||'&#xA;'||replace('不符合 {count} 处','{count}',coalesce(to_string((&quot;conflicts_must&quot;+&quot;conflicts_should&quot;)),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="10" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="75" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Bold" previewBkgrdColor="255,255,255,255" textColor="125,10,14,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="4.2000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="point_on_surface($geometry)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="10" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
      <rule filter="&quot;risk_color&quot; = 'orange'" key="{27dbf247-bcd2-589c-9995-aca84bc2a025}" scalemaxdenom="60000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(length(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))>18,left(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'),17)||'…',coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))||'&#xA;'||replace('不符合 {count} 处','{count}',coalesce(to_string((&quot;conflicts_must&quot;+&quot;conflicts_should&quot;)),''))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="10" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="75" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Bold" previewBkgrdColor="255,255,255,255" textColor="122,54,0,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="4.2000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="point_on_surface($geometry)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="9" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
      <rule filter="&quot;risk_color&quot; = 'yellow'" key="{3a3d2c69-2a71-5a4d-a5ee-bcc0b01afa93}" scalemaxdenom="20000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(length(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))>18,left(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'),17)||'…',coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))||'&#xA;'||if(&quot;unresolved&quot;>0,replace('待核实 {count} 处','{count}',coalesce(to_string(&quot;unresolved&quot;),'')),replace('待核实：缺{missing}','{missing}',coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')),'')))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="9" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="27,36,48,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="4.2000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="point_on_surface($geometry)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="7" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
      <rule filter="&quot;risk_color&quot; = 'blue'" key="{02d22f89-afde-51b8-911e-28390894f168}" scalemaxdenom="8000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(length(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))>18,left(coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'),17)||'…',coalesce(nullif(&quot;name&quot;,''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),&quot;kind&quot;),&quot;kind&quot;)||'（无名）'))" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="8.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="13,66,120,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="4.2000000000000002" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="point_on_surface($geometry)" geometryGeneratorEnabled="1" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="5" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
    <field configurationFlags="None" name="hazard_id">
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
            </Option>
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
    <field configurationFlags="None" name="conflicts_must">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="conflicts_should">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="unresolved">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="clear">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="own_buildings">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="nearest_residence_m">
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
    <field configurationFlags="None" name="nearest_residence_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="nearest_residence_name">
      <editWidget type="">
        <config>
          <Option></Option>
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
    <field configurationFlags="None" name="notes">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="reach_m">
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
    <field configurationFlags="None" name="plan_box">
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
    <field configurationFlags="None" name="notes_in_words">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="hazard_id" index="1" name="危险源编号"></alias>
    <alias field="name" index="2" name="名称"></alias>
    <alias field="kind" index="3" name="类型"></alias>
    <alias field="verdict" index="4" name="结论"></alias>
    <alias field="severity" index="5" name="严格程度"></alias>
    <alias field="risk_color" index="6" name="颜色"></alias>
    <alias field="conflicts_must" index="7" name="不符合：严格要求(处)"></alias>
    <alias field="conflicts_should" index="8" name="不符合：推荐要求(处)"></alias>
    <alias field="unresolved" index="9" name="待核实(处)"></alias>
    <alias field="clear" index="10" name="符合(处)"></alias>
    <alias field="own_buildings" index="11" name="站内建筑(座)"></alias>
    <alias field="nearest_residence_m" index="12" name="最近住宅距离(m)"></alias>
    <alias field="nearest_residence_id" index="13" name="最近住宅编号"></alias>
    <alias field="nearest_residence_name" index="14" name="最近住宅名称"></alias>
    <alias field="missing" index="15" name="缺少的资料（代码）"></alias>
    <alias field="notes" index="16" name="说明（代码）"></alias>
    <alias field="reach_m" index="17" name="检查半径(m)"></alias>
    <alias field="plan_box" index="18" name="规划专栏"></alias>
    <alias field="missing_in_words" index="19" name="缺少的资料"></alias>
    <alias field="notes_in_words" index="20" name="说明"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="name"></default>
    <default applyOnUpdate="0" expression="" field="kind"></default>
    <default applyOnUpdate="0" expression="" field="verdict"></default>
    <default applyOnUpdate="0" expression="" field="severity"></default>
    <default applyOnUpdate="0" expression="" field="risk_color"></default>
    <default applyOnUpdate="0" expression="" field="conflicts_must"></default>
    <default applyOnUpdate="0" expression="" field="conflicts_should"></default>
    <default applyOnUpdate="0" expression="" field="unresolved"></default>
    <default applyOnUpdate="0" expression="" field="clear"></default>
    <default applyOnUpdate="0" expression="" field="own_buildings"></default>
    <default applyOnUpdate="0" expression="" field="nearest_residence_m"></default>
    <default applyOnUpdate="0" expression="" field="nearest_residence_id"></default>
    <default applyOnUpdate="0" expression="" field="nearest_residence_name"></default>
    <default applyOnUpdate="0" expression="" field="missing"></default>
    <default applyOnUpdate="0" expression="" field="notes"></default>
    <default applyOnUpdate="0" expression="" field="reach_m"></default>
    <default applyOnUpdate="0" expression="" field="plan_box"></default>
    <default applyOnUpdate="0" expression="" field="missing_in_words"></default>
    <default applyOnUpdate="0" expression="" field="notes_in_words"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="verdict" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="severity" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="risk_color" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="conflicts_must" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="conflicts_should" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="unresolved" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="clear" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="own_buildings" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="nearest_residence_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="nearest_residence_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="nearest_residence_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="missing" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="notes" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="reach_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="plan_box" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="missing_in_words" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="notes_in_words" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="name"></constraint>
    <constraint desc="" exp="" field="kind"></constraint>
    <constraint desc="" exp="" field="verdict"></constraint>
    <constraint desc="" exp="" field="severity"></constraint>
    <constraint desc="" exp="" field="risk_color"></constraint>
    <constraint desc="" exp="" field="conflicts_must"></constraint>
    <constraint desc="" exp="" field="conflicts_should"></constraint>
    <constraint desc="" exp="" field="unresolved"></constraint>
    <constraint desc="" exp="" field="clear"></constraint>
    <constraint desc="" exp="" field="own_buildings"></constraint>
    <constraint desc="" exp="" field="nearest_residence_m"></constraint>
    <constraint desc="" exp="" field="nearest_residence_id"></constraint>
    <constraint desc="" exp="" field="nearest_residence_name"></constraint>
    <constraint desc="" exp="" field="missing"></constraint>
    <constraint desc="" exp="" field="notes"></constraint>
    <constraint desc="" exp="" field="reach_m"></constraint>
    <constraint desc="" exp="" field="plan_box"></constraint>
    <constraint desc="" exp="" field="missing_in_words"></constraint>
    <constraint desc="" exp="" field="notes_in_words"></constraint>
  </constraintExpressions>
  <expressionfields>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;missing&quot;),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')" length="0" name="missing_in_words" precision="0" subType="0" type="10" typeName=""></field>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;notes&quot;),replace(coalesce(map_get(map('own_buildings','站内建筑 {value} 座，不作为保护对象','fuels_unknown','经营油品不明','coverage','周围数据不全'),regexp_substr(@element,'^([^:]+)')),regexp_substr(@element,'^([^:]+)')),'{value}',coalesce(regexp_substr(@element,':(.*)$'),''))),'；'),'')" length="0" name="notes_in_words" precision="0" subType="0" type="10" typeName=""></field>
  </expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="name" type="field" width="-1"></column>
      <column hidden="0" name="kind" type="field" width="-1"></column>
      <column hidden="0" name="verdict" type="field" width="-1"></column>
      <column hidden="0" name="severity" type="field" width="-1"></column>
      <column hidden="0" name="risk_color" type="field" width="-1"></column>
      <column hidden="0" name="conflicts_must" type="field" width="-1"></column>
      <column hidden="0" name="conflicts_should" type="field" width="-1"></column>
      <column hidden="0" name="unresolved" type="field" width="-1"></column>
      <column hidden="0" name="clear" type="field" width="-1"></column>
      <column hidden="0" name="own_buildings" type="field" width="-1"></column>
      <column hidden="0" name="nearest_residence_m" type="field" width="-1"></column>
      <column hidden="1" name="nearest_residence_id" type="field" width="-1"></column>
      <column hidden="0" name="nearest_residence_name" type="field" width="-1"></column>
      <column hidden="1" name="missing" type="field" width="-1"></column>
      <column hidden="0" name="missing_in_words" type="field" width="-1"></column>
      <column hidden="1" name="notes" type="field" width="-1"></column>
      <column hidden="0" name="notes_in_words" type="field" width="-1"></column>
      <column hidden="0" name="reach_m" type="field" width="-1"></column>
      <column hidden="0" name="plan_box" type="field" width="-1"></column>
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
    <field editable="0" name="clear"></field>
    <field editable="0" name="conflicts_must"></field>
    <field editable="0" name="conflicts_should"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="kind"></field>
    <field editable="0" name="missing"></field>
    <field editable="0" name="missing_in_words"></field>
    <field editable="0" name="name"></field>
    <field editable="0" name="nearest_residence_id"></field>
    <field editable="0" name="nearest_residence_m"></field>
    <field editable="0" name="nearest_residence_name"></field>
    <field editable="0" name="notes"></field>
    <field editable="0" name="notes_in_words"></field>
    <field editable="0" name="own_buildings"></field>
    <field editable="0" name="plan_box"></field>
    <field editable="0" name="reach_m"></field>
    <field editable="0" name="risk_color"></field>
    <field editable="0" name="severity"></field>
    <field editable="0" name="unresolved"></field>
    <field editable="0" name="verdict"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('conflict','不符合现行间距','unresolved','待核实','clear','符合'),"verdict"),"verdict")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((coalesce(nullif("name",''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")||'（无名）')) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce(nullif("name",''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")||'（无名）')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((if(("conflicts_must"+"conflicts_should")&gt;0,'不符合 '||("conflicts_must"+"conflicts_should")||' 处',null)) is null,'',replace(replace(replace(replace(coalesce(to_string(if(("conflicts_must"+"conflicts_should")&gt;0,'不符合 '||("conflicts_must"+"conflicts_should")||' 处',null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((if(("unresolved")&gt;0,'待核实 '||("unresolved")||' 处',null)) is null,'',replace(replace(replace(replace(coalesce(to_string(if(("unresolved")&gt;0,'待核实 '||("unresolved")||' 处',null)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((format_number("nearest_residence_m",1)||' m '||coalesce("nearest_residence_name",'')) is null,'','最近住宅：'||replace(replace(replace(replace(coalesce(to_string(format_number("nearest_residence_m",1)||' m '||coalesce("nearest_residence_name",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if((nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')) is null,'','缺少的资料：'||replace(replace(replace(replace(coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array("missing"),coalesce(map_get(map('grade','油罐等级','vapour_recovery','油气回收','fuels','经营油品','protection_class','建筑分类','kind','建筑用途','parts','设施位置','position','危险源的准确位置','object_position','保护对象的准确位置','fence','围墙位置','entrance','主要出入口位置','width_m','道路宽度','height_m','杆（塔）高度','insulated','导线是否绝缘','voltage_kv','电压等级','road_class','道路等级','large_substation','是否大型变配电站','buildings','居住区内的建筑位置','coverage','周围的保护对象数据','rules','可用的条款','temporary','是否临时建筑','either_temporary','双方是否有临时建筑','facing_openings','门窗是否正对','assembly','是否人员密集场所','tank_position','储罐埋设方式','tank_fuel','各油罐的油品','storage_m3','储罐总容积','largest_tank_m3','最大单罐容积','sales_area_m2','营业面积','dwelling_in_building','同一建筑内是否住人','wind_side','是否在下风侧','high_rise','是否高层建筑','basement_openings','有无地下室出入口或门窗','underground','是否设在地下室或半地下室','under_bridge','是否设在桥下或涵洞内','fuel_pipe_in_building','所在建筑内是否有油气管道','fire_engine_access','消防车能否到达','fire_barrier','有无实体不燃隔墙','blank_wall','面向站一侧是否无门窗实体墙','large_settlement','是否 1000 人或 300 户以上居住区','area_type','区域类型','measured_as','图形代表什么'),trim(@element)),trim(@element))),'、'),'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if((nullif(array_to_string(array_foreach(string_to_array("notes"),replace(coalesce(map_get(map('own_buildings','站内建筑 {value} 座，不作为保护对象','fuels_unknown','经营油品不明','coverage','周围数据不全'),regexp_substr(@element,'^([^:]+)')),regexp_substr(@element,'^([^:]+)')),'{value}',coalesce(regexp_substr(@element,':(.*)$'),''))),'；'),'')) is null,'',replace(replace(replace(replace(coalesce(to_string(nullif(array_to_string(array_foreach(string_to_array("notes"),replace(coalesce(map_get(map('own_buildings','站内建筑 {value} 座，不作为保护对象','fuels_unknown','经营油品不明','coverage','周围数据不全'),regexp_substr(@element,'^([^:]+)')),regexp_substr(@element,'^([^:]+)')),'{value}',coalesce(regexp_substr(@element,':(.*)$'),''))),'；'),'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>2</layerGeometryType>
</qgis>
