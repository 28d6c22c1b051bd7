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
                <Option name="located" type="QString" value="located"></Option>
              </Option>
              <Option type="Map">
                <Option name="unlocated" type="QString" value="unlocated"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="hazard_id" index="1" name="hazard id"></alias>
    <alias field="name" index="2" name="name"></alias>
    <alias field="kind" index="3" name="kind"></alias>
    <alias field="plan_box" index="4" name="box of the plan"></alias>
    <alias field="position_status" index="5" name="position status"></alias>
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
