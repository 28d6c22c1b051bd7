<qgis hasScaleBasedVisibilityFlag="0" maxScale="0" minScale="1e+08" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" version="3.22.16-Białowieża">
  <fieldConfiguration>
    <field configurationFlags="None" name="fid">
      <editWidget type="Hidden">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="rank">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="subject">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="hazard" type="QString" value="hazard"></Option>
              </Option>
              <Option type="Map">
                <Option name="protected object" type="QString" value="object"></Option>
              </Option>
              <Option type="Map">
                <Option name="all data" type="QString" value="run"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="subject_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="subject_name">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="fact">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="station grade" type="QString" value="grade"></Option>
              </Option>
              <Option type="Map">
                <Option name="vapour recovery" type="QString" value="vapour_recovery"></Option>
              </Option>
              <Option type="Map">
                <Option name="fuels" type="QString" value="fuels"></Option>
              </Option>
              <Option type="Map">
                <Option name="protection class" type="QString" value="protection_class"></Option>
              </Option>
              <Option type="Map">
                <Option name="use of the building" type="QString" value="kind"></Option>
              </Option>
              <Option type="Map">
                <Option name="where tanks, dispensers and vents stand" type="QString" value="parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="exact position of the hazard" type="QString" value="position"></Option>
              </Option>
              <Option type="Map">
                <Option name="exact position of the object" type="QString" value="object_position"></Option>
              </Option>
              <Option type="Map">
                <Option name="where the fence runs" type="QString" value="fence"></Option>
              </Option>
              <Option type="Map">
                <Option name="where the main entrance is" type="QString" value="entrance"></Option>
              </Option>
              <Option type="Map">
                <Option name="width of the road" type="QString" value="width_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="height of the pole" type="QString" value="height_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether the line is insulated" type="QString" value="insulated"></Option>
              </Option>
              <Option type="Map">
                <Option name="voltage" type="QString" value="voltage_kv"></Option>
              </Option>
              <Option type="Map">
                <Option name="class of the road" type="QString" value="road_class"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether the substation is large" type="QString" value="large_substation"></Option>
              </Option>
              <Option type="Map">
                <Option name="where the buildings of the area stand" type="QString" value="buildings"></Option>
              </Option>
              <Option type="Map">
                <Option name="data on what lies around" type="QString" value="coverage"></Option>
              </Option>
              <Option type="Map">
                <Option name="a usable clause" type="QString" value="rules"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether temporary" type="QString" value="temporary"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether either is temporary" type="QString" value="either_temporary"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether doors and windows face each other" type="QString" value="facing_openings"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether a place of assembly" type="QString" value="assembly"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether tanks are buried" type="QString" value="tank_position"></Option>
              </Option>
              <Option type="Map">
                <Option name="fuel of each tank" type="QString" value="tank_fuel"></Option>
              </Option>
              <Option type="Map">
                <Option name="storage volume" type="QString" value="storage_m3"></Option>
              </Option>
              <Option type="Map">
                <Option name="largest tank" type="QString" value="largest_tank_m3"></Option>
              </Option>
              <Option type="Map">
                <Option name="sales area" type="QString" value="sales_area_m2"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether anyone lives in the building" type="QString" value="dwelling_in_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether it lies downwind" type="QString" value="wind_side"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether high-rise" type="QString" value="high_rise"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether the basement has openings" type="QString" value="basement_openings"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether it is in a basement" type="QString" value="underground"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether it is under a bridge or in a culvert" type="QString" value="under_bridge"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether an oil or gas pipe runs in the building" type="QString" value="fuel_pipe_in_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether a fire engine can reach it" type="QString" value="fire_engine_access"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether there is a solid fire wall" type="QString" value="fire_barrier"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether the facing wall is blank" type="QString" value="blank_wall"></Option>
              </Option>
              <Option type="Map">
                <Option name="whether 1000 people or 300 households live there" type="QString" value="large_settlement"></Option>
              </Option>
              <Option type="Map">
                <Option name="kind of area" type="QString" value="area_type"></Option>
              </Option>
              <Option type="Map">
                <Option name="what the geometry stands for" type="QString" value="measured_as"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="findings">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="settled_by_every_value">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="settled_by_some_value">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="rank" index="1" name="rank"></alias>
    <alias field="subject" index="2" name="about"></alias>
    <alias field="subject_id" index="3" name="id"></alias>
    <alias field="subject_name" index="4" name="whom"></alias>
    <alias field="fact" index="5" name="fact"></alias>
    <alias field="findings" index="6" name="findings"></alias>
    <alias field="settled_by_every_value" index="7" name="settled whatever the answer"></alias>
    <alias field="settled_by_some_value" index="8" name="settled by some answers"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="rank"></default>
    <default applyOnUpdate="0" expression="" field="subject"></default>
    <default applyOnUpdate="0" expression="" field="subject_id"></default>
    <default applyOnUpdate="0" expression="" field="subject_name"></default>
    <default applyOnUpdate="0" expression="" field="fact"></default>
    <default applyOnUpdate="0" expression="" field="findings"></default>
    <default applyOnUpdate="0" expression="" field="settled_by_every_value"></default>
    <default applyOnUpdate="0" expression="" field="settled_by_some_value"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="rank" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="subject" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="subject_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="subject_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="fact" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="findings" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="settled_by_every_value" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="settled_by_some_value" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="rank"></constraint>
    <constraint desc="" exp="" field="subject"></constraint>
    <constraint desc="" exp="" field="subject_id"></constraint>
    <constraint desc="" exp="" field="subject_name"></constraint>
    <constraint desc="" exp="" field="fact"></constraint>
    <constraint desc="" exp="" field="findings"></constraint>
    <constraint desc="" exp="" field="settled_by_every_value"></constraint>
    <constraint desc="" exp="" field="settled_by_some_value"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="0" name="rank" type="field" width="-1"></column>
      <column hidden="0" name="subject" type="field" width="-1"></column>
      <column hidden="1" name="subject_id" type="field" width="-1"></column>
      <column hidden="0" name="subject_name" type="field" width="-1"></column>
      <column hidden="0" name="fact" type="field" width="-1"></column>
      <column hidden="0" name="findings" type="field" width="-1"></column>
      <column hidden="0" name="settled_by_every_value" type="field" width="-1"></column>
      <column hidden="0" name="settled_by_some_value" type="field" width="-1"></column>
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
    <field editable="0" name="fact"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="findings"></field>
    <field editable="0" name="rank"></field>
    <field editable="0" name="settled_by_every_value"></field>
    <field editable="0" name="settled_by_some_value"></field>
    <field editable="0" name="subject"></field>
    <field editable="0" name="subject_id"></field>
    <field editable="0" name="subject_name"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip></mapTip>
  <layerGeometryType>4</layerGeometryType>
</qgis>
