<qgis hasScaleBasedVisibilityFlag="0" maxScale="0" minScale="1e+08" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" version="3.22.16-Białowieża">
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
    <field configurationFlags="None" name="plan_box">
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
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="hazard_id" index="1" name="危险源编号"></alias>
    <alias field="name" index="2" name="名称"></alias>
    <alias field="kind" index="3" name="类型"></alias>
    <alias field="plan_box" index="4" name="规划专栏"></alias>
    <alias field="position_status" index="5" name="定位状态"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="name"></default>
    <default applyOnUpdate="0" expression="" field="kind"></default>
    <default applyOnUpdate="0" expression="" field="plan_box"></default>
    <default applyOnUpdate="0" expression="" field="position_status"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="kind" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="plan_box" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="position_status" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="name"></constraint>
    <constraint desc="" exp="" field="kind"></constraint>
    <constraint desc="" exp="" field="plan_box"></constraint>
    <constraint desc="" exp="" field="position_status"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="name" type="field" width="-1"></column>
      <column hidden="0" name="kind" type="field" width="-1"></column>
      <column hidden="0" name="plan_box" type="field" width="-1"></column>
      <column hidden="0" name="position_status" type="field" width="-1"></column>
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
    <field editable="0" name="fid"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="kind"></field>
    <field editable="0" name="name"></field>
    <field editable="0" name="plan_box"></field>
    <field editable="0" name="position_status"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip></mapTip>
  <layerGeometryType>4</layerGeometryType>
</qgis>
