<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{7427c7d4-a8d1-5e11-8ff2-ed7c09e35ae8}">
      <rule key="{2896f86e-367c-50cd-bfc4-373e0968ba7f}" label="与重点道路、综合体相近（会议参数，非标准要求）" scalemaxdenom="20000" symbol="0"></rule>
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
            <Option name="customdash" type="QString" value="0.6;1.2"></Option>
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="customdash_unit" type="QString" value="MM"></Option>
            <Option name="dash_pattern_offset" type="QString" value="0"></Option>
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
            <Option name="draw_inside_polygon" type="QString" value="0"></Option>
            <Option name="joinstyle" type="QString" value="round"></Option>
            <Option name="line_color" type="QString" value="0,105,92,255"></Option>
            <Option name="line_style" type="QString" value="solid"></Option>
            <Option name="line_width" type="QString" value="0.6"></Option>
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
          <prop k="capstyle" v="round"></prop>
          <prop k="customdash" v="0.6;1.2"></prop>
          <prop k="customdash_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="customdash_unit" v="MM"></prop>
          <prop k="dash_pattern_offset" v="0"></prop>
          <prop k="dash_pattern_offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="dash_pattern_offset_unit" v="MM"></prop>
          <prop k="draw_inside_polygon" v="0"></prop>
          <prop k="joinstyle" v="round"></prop>
          <prop k="line_color" v="0,105,92,255"></prop>
          <prop k="line_style" v="solid"></prop>
          <prop k="line_width" v="0.6"></prop>
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
    </symbols>
  </renderer-v2>
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
    <field configurationFlags="None" name="hazard_name">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="other_box">
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
    <field configurationFlags="None" name="within_m">
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
    <alias field="hazard_id" index="1" name="危险源编号"></alias>
    <alias field="hazard_name" index="2" name="危险源名称"></alias>
    <alias field="other_box" index="3" name="对方专栏"></alias>
    <alias field="object_id" index="4" name="保护对象编号"></alias>
    <alias field="object_name" index="5" name="保护对象名称"></alias>
    <alias field="distance_m" index="6" name="量得距离(m)"></alias>
    <alias field="within_m" index="7" name="叠加距离(m)"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_name"></default>
    <default applyOnUpdate="0" expression="" field="other_box"></default>
    <default applyOnUpdate="0" expression="" field="object_id"></default>
    <default applyOnUpdate="0" expression="" field="object_name"></default>
    <default applyOnUpdate="0" expression="" field="distance_m"></default>
    <default applyOnUpdate="0" expression="" field="within_m"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="other_box" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="distance_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="within_m" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="hazard_name"></constraint>
    <constraint desc="" exp="" field="other_box"></constraint>
    <constraint desc="" exp="" field="object_id"></constraint>
    <constraint desc="" exp="" field="object_name"></constraint>
    <constraint desc="" exp="" field="distance_m"></constraint>
    <constraint desc="" exp="" field="within_m"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="hazard_name" type="field" width="-1"></column>
      <column hidden="0" name="other_box" type="field" width="-1"></column>
      <column hidden="1" name="object_id" type="field" width="-1"></column>
      <column hidden="0" name="object_name" type="field" width="-1"></column>
      <column hidden="0" name="distance_m" type="field" width="-1"></column>
      <column hidden="0" name="within_m" type="field" width="-1"></column>
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
    <field editable="0" name="distance_m"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="hazard_name"></field>
    <field editable="0" name="object_id"></field>
    <field editable="0" name="object_name"></field>
    <field editable="0" name="other_box"></field>
    <field editable="0" name="within_m"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string("hazard_name"||' ↔ '||coalesce("object_name",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((format_number("distance_m",1)) is null,'','相距：'||replace(replace(replace(replace(coalesce(to_string(format_number("distance_m",1)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if(('该距离是会议参数，不是任何标准的要求') is null,'',replace(replace(replace(replace(coalesce(to_string('该距离是会议参数，不是任何标准的要求'),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>1</layerGeometryType>
</qgis>
