<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{4b85e24c-a940-5167-a6df-d8f72b47de6c}">
      <rule filter="&quot;kind&quot; = 'tank'" key="{c2f8a491-2bb5-592a-b9be-21ec126867bc}" label="tank" scalemaxdenom="6000" symbol="0"></rule>
      <rule filter="&quot;kind&quot; = 'dispenser'" key="{52ea5293-f740-54f6-a6ad-62e141d3c8a1}" label="dispenser" scalemaxdenom="6000" symbol="1"></rule>
      <rule filter="&quot;kind&quot; = 'vent'" key="{3bbf2667-8d4c-5b77-9639-833eb318a83f}" label="vent" scalemaxdenom="6000" symbol="2"></rule>
      <rule filter="&quot;kind&quot; = 'unloading_point'" key="{2cfacda6-d441-58b4-bac4-c5a5e4046e56}" label="unloading point" scalemaxdenom="6000" symbol="3"></rule>
      <rule filter="&quot;kind&quot; = 'cylinder'" key="{93b3459d-61e3-5e8a-96c2-48ac455202ed}" label="cylinders" scalemaxdenom="6000" symbol="4"></rule>
      <rule filter="&quot;kind&quot; = 'compressor'" key="{b49522f7-7c11-571e-bdac-8b2dac3a92a4}" label="compressor" scalemaxdenom="6000" symbol="5"></rule>
      <rule filter="&quot;kind&quot; is null or &quot;kind&quot; not in ('tank','dispenser','vent','unloading_point','cylinder','compressor')" key="{428eaea3-b224-57ad-a80e-cf11e459f836}" label="other part" scalemaxdenom="6000" symbol="6"></rule>
    </rules>
    <symbols>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjE0IiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjUiIGZpbGw9IiMyMjIiLz48L3N2Zz4="></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjE0IiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjUiIGZpbGw9IiMyMjIiLz48L3N2Zz4="></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik01IDNIMjdWMjlINVoiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTEwIDhIMjJWMTVIMTBaIiBmaWxsPSIjMjIyIi8+PC9zdmc+"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik01IDNIMjdWMjlINVoiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTEwIDhIMjJWMTVIMTBaIiBmaWxsPSIjMjIyIi8+PC9zdmc+"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAyTDMwIDI5SDJaIiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjwvc3ZnPg=="></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAyTDMwIDI5SDJaIiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjwvc3ZnPg=="></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAyTDMwIDE2TDE2IDMwTDIgMTZaIiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjwvc3ZnPg=="></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0xNiAyTDMwIDE2TDE2IDMwTDIgMTZaIiBmaWxsPSIjZmZmZmZmIiBzdHJva2U9IiMyMjIyMjIiIHN0cm9rZS13aWR0aD0iMyIvPjwvc3ZnPg=="></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="4" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik05IDJIMjNWMzBIOVoiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTkgMTFIMjMiIHN0cm9rZT0iIzIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PC9zdmc+"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik05IDJIMjNWMzBIOVoiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTkgMTFIMjMiIHN0cm9rZT0iIzIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PC9zdmc+"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="5" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0yIDlIMzBWMjNIMloiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTIgOUwzMCAyMyIgc3Ryb2tlPSIjMjIyIiBzdHJva2Utd2lkdGg9IjMiLz48L3N2Zz4="></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxwYXRoIGQ9Ik0yIDlIMzBWMjNIMloiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PHBhdGggZD0iTTIgOUwzMCAyMyIgc3Ryb2tlPSIjMjIyIiBzdHJva2Utd2lkdGg9IjMiLz48L3N2Zz4="></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="6" type="marker">
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
            <Option name="name" type="QString" value="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjkiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PC9zdmc+"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="35,35,35,255"></Option>
            <Option name="outline_width" type="QString" value="0.2"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="parameters"></Option>
            <Option name="scale_method" type="QString" value="diameter"></Option>
            <Option name="size" type="QString" value="2.6"></Option>
            <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="size_unit" type="QString" value="MM"></Option>
            <Option name="vertical_anchor_point" type="QString" value="1"></Option>
          </Option>
          <prop k="angle" v="0"></prop>
          <prop k="color" v="35,35,35,255"></prop>
          <prop k="fixedAspectRatio" v="0"></prop>
          <prop k="horizontal_anchor_point" v="1"></prop>
          <prop k="name" v="base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9Ii0xIC0xIDM0IDM0IiB3aWR0aD0iMzQiIGhlaWdodD0iMzQiPjxjaXJjbGUgY3g9IjE2IiBjeT0iMTYiIHI9IjkiIGZpbGw9IiNmZmZmZmYiIHN0cm9rZT0iIzIyMjIyMiIgc3Ryb2tlLXdpZHRoPSIzIi8+PC9zdmc+"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="35,35,35,255"></prop>
          <prop k="outline_width" v="0.2"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="parameters" v=""></prop>
          <prop k="scale_method" v="diameter"></prop>
          <prop k="size" v="2.6"></prop>
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
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{31b1428d-4633-59b9-9572-ca011bce2b99}">
      <rule key="{b3fe21a6-a17a-5bc3-9cf3-9390b3a7eee3}" scalemaxdenom="1500">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="coalesce(map_get(map('tank','tank','dispenser','dispenser','vent','vent','unloading_point','unloading point','cylinder','cylinders','compressor','compressor','building','station building','site','site'),&quot;kind&quot;),&quot;kind&quot;)" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="7" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="74,85,96,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
          <placement centroidInside="0" centroidWhole="0" dist="1.8" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="6" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="1" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
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
    <field configurationFlags="None" name="part_id">
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
    <field configurationFlags="None" name="kind">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="tank" type="QString" value="tank"></Option>
              </Option>
              <Option type="Map">
                <Option name="dispenser" type="QString" value="dispenser"></Option>
              </Option>
              <Option type="Map">
                <Option name="vent" type="QString" value="vent"></Option>
              </Option>
              <Option type="Map">
                <Option name="unloading point" type="QString" value="unloading_point"></Option>
              </Option>
              <Option type="Map">
                <Option name="cylinders" type="QString" value="cylinder"></Option>
              </Option>
              <Option type="Map">
                <Option name="compressor" type="QString" value="compressor"></Option>
              </Option>
              <Option type="Map">
                <Option name="station building" type="QString" value="building"></Option>
              </Option>
              <Option type="Map">
                <Option name="site" type="QString" value="site"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fuel">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="petrol" type="QString" value="petrol"></Option>
              </Option>
              <Option type="Map">
                <Option name="diesel" type="QString" value="diesel"></Option>
              </Option>
              <Option type="Map">
                <Option name="LPG" type="QString" value="lpg"></Option>
              </Option>
              <Option type="Map">
                <Option name="CNG" type="QString" value="cng"></Option>
              </Option>
              <Option type="Map">
                <Option name="LNG" type="QString" value="lng"></Option>
              </Option>
              <Option type="Map">
                <Option name="hydrogen" type="QString" value="hydrogen"></Option>
              </Option>
            </Option>
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
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="part_id" index="1" name="part id"></alias>
    <alias field="hazard_id" index="2" name="hazard id"></alias>
    <alias field="kind" index="3" name="kind"></alias>
    <alias field="fuel" index="4" name="fuel"></alias>
    <alias field="position_source" index="5" name="source of position"></alias>
    <alias field="position_accuracy_m" index="6" name="radius that surely holds the site (m)"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="part_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="kind"></default>
    <default applyOnUpdate="0" expression="" field="fuel"></default>
    <default applyOnUpdate="0" expression="" field="position_source"></default>
    <default applyOnUpdate="0" expression="" field="position_accuracy_m"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="part_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fuel" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_source" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_accuracy_m" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="part_id"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="kind"></constraint>
    <constraint desc="" exp="" field="fuel"></constraint>
    <constraint desc="" exp="" field="position_source"></constraint>
    <constraint desc="" exp="" field="position_accuracy_m"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="0" name="part_id" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="kind" type="field" width="-1"></column>
      <column hidden="0" name="fuel" type="field" width="-1"></column>
      <column hidden="0" name="position_source" type="field" width="-1"></column>
      <column hidden="0" name="position_accuracy_m" type="field" width="-1"></column>
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
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('tank','tank','dispenser','dispenser','vent','vent','unloading_point','unloading point','cylinder','cylinders','compressor','compressor','building','station building','site','site'),"kind"),"kind")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if(("hazard_id") is null,'',replace(replace(replace(replace(coalesce(to_string("hazard_id"),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>0</layerGeometryType>
</qgis>
