<qgis hasScaleBasedVisibilityFlag="0" maxScale="0" minScale="1e+08" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" version="3.22.16-Białowieża">
  <fieldConfiguration>
    <field configurationFlags="None" name="fid">
      <editWidget type="Hidden">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="key">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="software version" type="QString" value="version"></Option>
              </Option>
              <Option type="Map">
                <Option name="made at" type="QString" value="time"></Option>
              </Option>
              <Option type="Map">
                <Option name="coordinate system" type="QString" value="crs"></Option>
              </Option>
              <Option type="Map">
                <Option name="hazards input" type="QString" value="input_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="protected objects input" type="QString" value="input_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="parts input" type="QString" value="input_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="SHA-256 of hazards" type="QString" value="sha256_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="SHA-256 of protected objects" type="QString" value="sha256_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="SHA-256 of parts" type="QString" value="sha256_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="rows of hazards" type="QString" value="rows_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="rows of protected objects" type="QString" value="rows_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="rows of parts" type="QString" value="rows_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="CRS of hazards" type="QString" value="crs_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="CRS of protected objects" type="QString" value="crs_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="CRS of parts" type="QString" value="crs_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="datum of hazards" type="QString" value="datum_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="datum of protected objects" type="QString" value="datum_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="datum of parts" type="QString" value="datum_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="editions picked" type="QString" value="editions"></Option>
              </Option>
              <Option type="Map">
                <Option name="standards in force" type="QString" value="families"></Option>
              </Option>
              <Option type="Map">
                <Option name="rules of confidence A" type="QString" value="rules_A"></Option>
              </Option>
              <Option type="Map">
                <Option name="rules of confidence B" type="QString" value="rules_B"></Option>
              </Option>
              <Option type="Map">
                <Option name="rules of confidence C (to be checked)" type="QString" value="rules_C"></Option>
              </Option>
              <Option type="Map">
                <Option name="rules that cannot be used yet" type="QString" value="rules_unusable"></Option>
              </Option>
              <Option type="Map">
                <Option name="accuracy where none is stated (m)" type="QString" value="accuracy_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="sources of positions" type="QString" value="position_sources"></Option>
              </Option>
              <Option type="Map">
                <Option name="hazards" type="QString" value="hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="hazards without a position" type="QString" value="unlocated_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="findings in conflict" type="QString" value="findings_conflict"></Option>
              </Option>
              <Option type="Map">
                <Option name="findings unresolved" type="QString" value="findings_unresolved"></Option>
              </Option>
              <Option type="Map">
                <Option name="findings clear" type="QString" value="findings_clear"></Option>
              </Option>
              <Option type="Map">
                <Option name="targets without data" type="QString" value="targets_without_data"></Option>
              </Option>
              <Option type="Map">
                <Option name="overlay distance (m)" type="QString" value="overlay_within_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="note on the overlay" type="QString" value="note_overlay"></Option>
              </Option>
              <Option type="Map">
                <Option name="box 2 without a position" type="QString" value="plan_unlocated_专栏2"></Option>
              </Option>
              <Option type="Map">
                <Option name="box 3 without a position" type="QString" value="plan_unlocated_专栏3"></Option>
              </Option>
              <Option type="Map">
                <Option name="box 4 without a position" type="QString" value="plan_unlocated_专栏4"></Option>
              </Option>
              <Option type="Map">
                <Option name="fictional example" type="QString" value="note_fictional"></Option>
              </Option>
            </Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="value">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="key" index="1" name="item"></alias>
    <alias field="value" index="2" name="value"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="key"></default>
    <default applyOnUpdate="0" expression="" field="value"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="key" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="value" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="key"></constraint>
    <constraint desc="" exp="" field="value"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="0" name="key" type="field" width="-1"></column>
      <column hidden="0" name="value" type="field" width="-1"></column>
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
    <field editable="0" name="key"></field>
    <field editable="0" name="value"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip></mapTip>
  <layerGeometryType>4</layerGeometryType>
</qgis>
