<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{ff1fd810-1f31-5708-9398-6f6361096351}">
      <rule key="{85690e69-8135-5514-9add-3d8467dedf43}" label="dwellings inside a required separation" scalemaxdenom="20000" symbol="0"></rule>
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
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"></Option>
            <Option name="color" type="QString" value="0,0,0,255"></Option>
            <Option name="distance" type="QString" value="1.6"></Option>
            <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="distance_unit" type="QString" value="MM"></Option>
            <Option name="line_width" type="QString" value="0"></Option>
            <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="line_width_unit" type="QString" value="MM"></Option>
            <Option name="offset" type="QString" value="0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
          </Option>
          <prop k="angle" v="45"></prop>
          <prop k="color" v="0,0,0,255"></prop>
          <prop k="distance" v="1.6"></prop>
          <prop k="distance_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="distance_unit" v="MM"></prop>
          <prop k="line_width" v="0"></prop>
          <prop k="line_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="line_width_unit" v="MM"></prop>
          <prop k="offset" v="0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </data_defined_properties>
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="@0@0" type="line">
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
                <Option name="line_color" type="QString" value="122,31,162,255"></Option>
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
              <prop k="line_color" v="122,31,162,255"></prop>
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
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="color" type="QString" value="122,31,162,0"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="122,31,162,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.35"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="no"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="122,31,162,0"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="122,31,162,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.35"></prop>
          <prop k="outline_width_unit" v="MM"></prop>
          <prop k="style" v="no"></prop>
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
    <field configurationFlags="None" name="overlap_id">
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
    <field configurationFlags="None" name="rule_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="area_m2">
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
    <field configurationFlags="None" name="share">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="3"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="overlap_id" index="1" name="overlap id"></alias>
    <alias field="hazard_id" index="2" name="hazard id"></alias>
    <alias field="hazard_name" index="3" name="hazard"></alias>
    <alias field="object_id" index="4" name="object id"></alias>
    <alias field="object_name" index="5" name="protected object"></alias>
    <alias field="object_kind" index="6" name="object kind"></alias>
    <alias field="measured_as" index="7" name="measured as"></alias>
    <alias field="required_high_m" index="8" name="required, most (m)"></alias>
    <alias field="rule_id" index="9" name="rule id"></alias>
    <alias field="area_m2" index="10" name="overlap (m²)"></alias>
    <alias field="share" index="11" name="share of it"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="overlap_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_name"></default>
    <default applyOnUpdate="0" expression="" field="object_id"></default>
    <default applyOnUpdate="0" expression="" field="object_name"></default>
    <default applyOnUpdate="0" expression="" field="object_kind"></default>
    <default applyOnUpdate="0" expression="" field="measured_as"></default>
    <default applyOnUpdate="0" expression="" field="required_high_m"></default>
    <default applyOnUpdate="0" expression="" field="rule_id"></default>
    <default applyOnUpdate="0" expression="" field="area_m2"></default>
    <default applyOnUpdate="0" expression="" field="share"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="overlap_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="measured_as" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="area_m2" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="share" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="overlap_id"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="hazard_name"></constraint>
    <constraint desc="" exp="" field="object_id"></constraint>
    <constraint desc="" exp="" field="object_name"></constraint>
    <constraint desc="" exp="" field="object_kind"></constraint>
    <constraint desc="" exp="" field="measured_as"></constraint>
    <constraint desc="" exp="" field="required_high_m"></constraint>
    <constraint desc="" exp="" field="rule_id"></constraint>
    <constraint desc="" exp="" field="area_m2"></constraint>
    <constraint desc="" exp="" field="share"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="overlap_id" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="hazard_name" type="field" width="-1"></column>
      <column hidden="1" name="object_id" type="field" width="-1"></column>
      <column hidden="0" name="object_name" type="field" width="-1"></column>
      <column hidden="0" name="object_kind" type="field" width="-1"></column>
      <column hidden="0" name="measured_as" type="field" width="-1"></column>
      <column hidden="0" name="required_high_m" type="field" width="-1"></column>
      <column hidden="0" name="rule_id" type="field" width="-1"></column>
      <column hidden="0" name="area_m2" type="field" width="-1"></column>
      <column hidden="0" name="share" type="field" width="-1"></column>
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
    <field editable="0" name="area_m2"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="hazard_name"></field>
    <field editable="0" name="measured_as"></field>
    <field editable="0" name="object_id"></field>
    <field editable="0" name="object_kind"></field>
    <field editable="0" name="object_name"></field>
    <field editable="0" name="overlap_id"></field>
    <field editable="0" name="required_high_m"></field>
    <field editable="0" name="rule_id"></field>
    <field editable="0" name="share"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce("hazard_name","hazard_id")||if(coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),'')='','',' ↔ '||coalesce("object_name",coalesce(map_get(map('residence','residence','school','school','kindergarten','kindergarten','hospital','hospital','elderly_home','home for the aged','mall','mall','market','market','public_building','public building','building','building (use unknown)','monument','monument','museum','museum','exhibition_hall','exhibition hall','archive','archive','library','library','main_entrance','main entrance','open_flame','open flame','workshop_ab','workshop of class A or B','workshop_cde','workshop of class C, D or E','substation','substation','power_line','overhead power line','communication_line','overhead communication line','railway','railway','road','road','forest','forest','restricted_area','restricted area','no_discharge_zone','no-discharge zone','pipeline','pipeline','kept_shop','shop that stays','chosen_site','chosen site'),"object_kind"),"object_kind"),''))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((format_number("area_m2",1)) is null,'','overlap: '||replace(replace(replace(replace(coalesce(to_string(format_number("area_m2",1)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m²'||'&lt;br&gt;') %][% if((format_number(100*"share",1)) is null,'','share: '||replace(replace(replace(replace(coalesce(to_string(format_number(100*"share",1)),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' %'||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>2</layerGeometryType>
</qgis>
