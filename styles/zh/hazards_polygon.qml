<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{16667e0d-3592-5cf1-abb8-3901067ce60a}">
      <rule key="{57b6dd75-ac61-514b-8682-f0c78772dc6a}" label="危险源位置" symbol="0"></rule>
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
            <Option name="color" type="QString" value="255,255,255,150"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="34,34,34,255"></Option>
            <Option name="outline_style" type="QString" value="solid"></Option>
            <Option name="outline_width" type="QString" value="0.3"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="255,255,255,150"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="34,34,34,255"></prop>
          <prop k="outline_style" v="solid"></prop>
          <prop k="outline_width" v="0.3"></prop>
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
    <field configurationFlags="None" name="grade">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="一级" type="QString" value="1"></Option>
              </Option>
              <Option type="Map">
                <Option name="二级" type="QString" value="2"></Option>
              </Option>
              <Option type="Map">
                <Option name="三级" type="QString" value="3"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="vapour_recovery">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="无" type="QString" value="none"></Option>
              </Option>
              <Option type="Map">
                <Option name="卸油" type="QString" value="unloading"></Option>
              </Option>
              <Option type="Map">
                <Option name="卸油和加油" type="QString" value="full"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fuels">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="petrol_m3">
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
    <field configurationFlags="None" name="diesel_m3">
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
    <field configurationFlags="None" name="largest_tank_m3">
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
    <field configurationFlags="None" name="storage_m3">
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
    <field configurationFlags="None" name="sales_area_m2">
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
    <field configurationFlags="None" name="temporary">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="是" type="QString" value="1"></Option>
              </Option>
              <Option type="Map">
                <Option name="是" type="QString" value="true"></Option>
              </Option>
              <Option type="Map">
                <Option name="是" type="QString" value="yes"></Option>
              </Option>
              <Option type="Map">
                <Option name="否" type="QString" value="0"></Option>
              </Option>
              <Option type="Map">
                <Option name="否" type="QString" value="false"></Option>
              </Option>
              <Option type="Map">
                <Option name="否" type="QString" value="no"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="built_year">
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
    <field configurationFlags="None" name="address">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="street">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="position_status">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="已定位" type="QString" value="located"></Option>
              </Option>
              <Option type="Map">
                <Option name="未定位" type="QString" value="unlocated"></Option>
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
                <Option name="输入文件" type="QString" value="file"></Option>
              </Option>
              <Option type="Map">
                <Option name="沿道路生成" type="QString" value="generated"></Option>
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
    <field configurationFlags="None" name="plan_box">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="dwelling_in_building">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="underground">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="under_bridge">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fuel_pipe_in_building">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fire_engine_access">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="tank_position">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="coordinate_error_m">
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
    <field configurationFlags="None" name="site_radius_m">
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
    <field configurationFlags="None" name="fuels_in_words">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fire_barrier">
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
    <alias field="grade" index="4" name="等级"></alias>
    <alias field="vapour_recovery" index="5" name="油气回收"></alias>
    <alias field="fuels" index="6" name="经营油品（代码）"></alias>
    <alias field="petrol_m3" index="7" name="汽油罐容积(m³)"></alias>
    <alias field="diesel_m3" index="8" name="柴油罐容积(m³)"></alias>
    <alias field="largest_tank_m3" index="9" name="最大单罐容积(m³)"></alias>
    <alias field="storage_m3" index="10" name="总容积(m³)"></alias>
    <alias field="sales_area_m2" index="11" name="营业面积(m²)"></alias>
    <alias field="temporary" index="12" name="是否临时"></alias>
    <alias field="built_year" index="13" name="建成年份"></alias>
    <alias field="address" index="14" name="地址"></alias>
    <alias field="street" index="15" name="街道"></alias>
    <alias field="position_status" index="16" name="定位状态"></alias>
    <alias field="position_source" index="17" name="位置来源"></alias>
    <alias field="position_accuracy_m" index="18" name="位置不确定半径(含场地)(m)"></alias>
    <alias field="plan_box" index="19" name="规划专栏"></alias>
    <alias field="dwelling_in_building" index="20" name="同一建筑内是否住人"></alias>
    <alias field="underground" index="21" name="是否设在地下室或半地下室"></alias>
    <alias field="under_bridge" index="22" name="是否设在桥下或涵洞内"></alias>
    <alias field="fuel_pipe_in_building" index="23" name="所在建筑内是否有油气管道"></alias>
    <alias field="fire_engine_access" index="24" name="消防车能否到达"></alias>
    <alias field="tank_position" index="25" name="储罐埋设方式"></alias>
    <alias field="coordinate_error_m" index="26" name="其中坐标误差(m)"></alias>
    <alias field="site_radius_m" index="27" name="其中场地半径(m)"></alias>
    <alias field="fuels_in_words" index="28" name="经营油品"></alias>
    <alias field="fire_barrier" index="29" name="有无实体不燃隔墙"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="name"></default>
    <default applyOnUpdate="0" expression="" field="kind"></default>
    <default applyOnUpdate="0" expression="" field="grade"></default>
    <default applyOnUpdate="0" expression="" field="vapour_recovery"></default>
    <default applyOnUpdate="0" expression="" field="fuels"></default>
    <default applyOnUpdate="0" expression="" field="petrol_m3"></default>
    <default applyOnUpdate="0" expression="" field="diesel_m3"></default>
    <default applyOnUpdate="0" expression="" field="largest_tank_m3"></default>
    <default applyOnUpdate="0" expression="" field="storage_m3"></default>
    <default applyOnUpdate="0" expression="" field="sales_area_m2"></default>
    <default applyOnUpdate="0" expression="" field="temporary"></default>
    <default applyOnUpdate="0" expression="" field="built_year"></default>
    <default applyOnUpdate="0" expression="" field="address"></default>
    <default applyOnUpdate="0" expression="" field="street"></default>
    <default applyOnUpdate="0" expression="" field="position_status"></default>
    <default applyOnUpdate="0" expression="" field="position_source"></default>
    <default applyOnUpdate="0" expression="" field="position_accuracy_m"></default>
    <default applyOnUpdate="0" expression="" field="plan_box"></default>
    <default applyOnUpdate="0" expression="" field="dwelling_in_building"></default>
    <default applyOnUpdate="0" expression="" field="underground"></default>
    <default applyOnUpdate="0" expression="" field="under_bridge"></default>
    <default applyOnUpdate="0" expression="" field="fuel_pipe_in_building"></default>
    <default applyOnUpdate="0" expression="" field="fire_engine_access"></default>
    <default applyOnUpdate="0" expression="" field="tank_position"></default>
    <default applyOnUpdate="0" expression="" field="coordinate_error_m"></default>
    <default applyOnUpdate="0" expression="" field="site_radius_m"></default>
    <default applyOnUpdate="0" expression="" field="fuels_in_words"></default>
    <default applyOnUpdate="0" expression="" field="fire_barrier"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="grade" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="vapour_recovery" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fuels" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="petrol_m3" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="diesel_m3" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="largest_tank_m3" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="storage_m3" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="sales_area_m2" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="temporary" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="built_year" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="address" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="street" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_status" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_source" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_accuracy_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="plan_box" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="dwelling_in_building" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="underground" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="under_bridge" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fuel_pipe_in_building" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fire_engine_access" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="tank_position" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="coordinate_error_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="site_radius_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fuels_in_words" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fire_barrier" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="name"></constraint>
    <constraint desc="" exp="" field="kind"></constraint>
    <constraint desc="" exp="" field="grade"></constraint>
    <constraint desc="" exp="" field="vapour_recovery"></constraint>
    <constraint desc="" exp="" field="fuels"></constraint>
    <constraint desc="" exp="" field="petrol_m3"></constraint>
    <constraint desc="" exp="" field="diesel_m3"></constraint>
    <constraint desc="" exp="" field="largest_tank_m3"></constraint>
    <constraint desc="" exp="" field="storage_m3"></constraint>
    <constraint desc="" exp="" field="sales_area_m2"></constraint>
    <constraint desc="" exp="" field="temporary"></constraint>
    <constraint desc="" exp="" field="built_year"></constraint>
    <constraint desc="" exp="" field="address"></constraint>
    <constraint desc="" exp="" field="street"></constraint>
    <constraint desc="" exp="" field="position_status"></constraint>
    <constraint desc="" exp="" field="position_source"></constraint>
    <constraint desc="" exp="" field="position_accuracy_m"></constraint>
    <constraint desc="" exp="" field="plan_box"></constraint>
    <constraint desc="" exp="" field="dwelling_in_building"></constraint>
    <constraint desc="" exp="" field="underground"></constraint>
    <constraint desc="" exp="" field="under_bridge"></constraint>
    <constraint desc="" exp="" field="fuel_pipe_in_building"></constraint>
    <constraint desc="" exp="" field="fire_engine_access"></constraint>
    <constraint desc="" exp="" field="tank_position"></constraint>
    <constraint desc="" exp="" field="coordinate_error_m"></constraint>
    <constraint desc="" exp="" field="site_radius_m"></constraint>
    <constraint desc="" exp="" field="fuels_in_words"></constraint>
    <constraint desc="" exp="" field="fire_barrier"></constraint>
  </constraintExpressions>
  <expressionfields>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;fuels&quot;),coalesce(map_get(map('petrol','汽油','diesel','柴油','lpg','液化石油气','cng','压缩天然气','lng','液化天然气','hydrogen','氢气'),trim(@element)),trim(@element))),'、'),'')" length="0" name="fuels_in_words" precision="0" subType="0" type="10" typeName=""></field>
  </expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="name" type="field" width="-1"></column>
      <column hidden="0" name="kind" type="field" width="-1"></column>
      <column hidden="0" name="grade" type="field" width="-1"></column>
      <column hidden="0" name="vapour_recovery" type="field" width="-1"></column>
      <column hidden="1" name="fuels" type="field" width="-1"></column>
      <column hidden="0" name="fuels_in_words" type="field" width="-1"></column>
      <column hidden="0" name="petrol_m3" type="field" width="-1"></column>
      <column hidden="0" name="diesel_m3" type="field" width="-1"></column>
      <column hidden="0" name="largest_tank_m3" type="field" width="-1"></column>
      <column hidden="0" name="storage_m3" type="field" width="-1"></column>
      <column hidden="0" name="sales_area_m2" type="field" width="-1"></column>
      <column hidden="0" name="temporary" type="field" width="-1"></column>
      <column hidden="0" name="built_year" type="field" width="-1"></column>
      <column hidden="0" name="address" type="field" width="-1"></column>
      <column hidden="0" name="street" type="field" width="-1"></column>
      <column hidden="0" name="position_status" type="field" width="-1"></column>
      <column hidden="0" name="position_source" type="field" width="-1"></column>
      <column hidden="0" name="position_accuracy_m" type="field" width="-1"></column>
      <column hidden="0" name="plan_box" type="field" width="-1"></column>
      <column hidden="0" name="dwelling_in_building" type="field" width="-1"></column>
      <column hidden="0" name="underground" type="field" width="-1"></column>
      <column hidden="0" name="under_bridge" type="field" width="-1"></column>
      <column hidden="0" name="fuel_pipe_in_building" type="field" width="-1"></column>
      <column hidden="0" name="fire_engine_access" type="field" width="-1"></column>
      <column hidden="0" name="tank_position" type="field" width="-1"></column>
      <column hidden="0" name="coordinate_error_m" type="field" width="-1"></column>
      <column hidden="0" name="site_radius_m" type="field" width="-1"></column>
      <column hidden="0" name="fire_barrier" type="field" width="-1"></column>
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
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string(coalesce(nullif("name",''),coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")||'（无名）')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")) is null,'',replace(replace(replace(replace(coalesce(to_string(coalesce(map_get(map('petrol_station','加油站','cng_station','CNG 加气站','lpg_station','LPG 加气站','lng_station','LNG 加气站','combined_station','加油加气合建站','hydrogen_station','加氢站','fireworks_retail','烟花爆竹零售点','fireworks_store','烟花爆竹仓库','fireworks_discharge','烟花爆竹燃放点','ammonia_refrigeration','氨制冷','lpg_storage','液化石油气储配站','ammonia_storage','液氨储存','lpg_bottle_store','瓶装液化石油气供应站','class_a_workshop','甲类厂房','class_b_workshop','乙类厂房','class_a_store','甲类仓库','class_b_store','乙类仓库','hazmat_vehicle_park','危险品车辆停车场','gas_supply_station','燃气供应站'),"kind"),"kind")),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if(("address") is null,'',replace(replace(replace(replace(coalesce(to_string("address"),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>2</layerGeometryType>
</qgis>
