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
                <Option name="软件版本" type="QString" value="version"></Option>
              </Option>
              <Option type="Map">
                <Option name="生成时间" type="QString" value="time"></Option>
              </Option>
              <Option type="Map">
                <Option name="坐标系" type="QString" value="crs"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源数据" type="QString" value="input_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象数据" type="QString" value="input_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施数据" type="QString" value="input_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源数据 SHA-256" type="QString" value="sha256_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象数据 SHA-256" type="QString" value="sha256_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施数据 SHA-256" type="QString" value="sha256_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源数据行数" type="QString" value="rows_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象数据行数" type="QString" value="rows_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施数据行数" type="QString" value="rows_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源原坐标系" type="QString" value="crs_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象原坐标系" type="QString" value="crs_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施原坐标系" type="QString" value="crs_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源坐标基准" type="QString" value="datum_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象坐标基准" type="QString" value="datum_protected"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施坐标基准" type="QString" value="datum_parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="采用版本" type="QString" value="editions"></Option>
              </Option>
              <Option type="Map">
                <Option name="现行标准" type="QString" value="families"></Option>
              </Option>
              <Option type="Map">
                <Option name="A 级依据条款数" type="QString" value="rules_A"></Option>
              </Option>
              <Option type="Map">
                <Option name="B 级依据条款数" type="QString" value="rules_B"></Option>
              </Option>
              <Option type="Map">
                <Option name="C 级依据条款数（待核对原文）" type="QString" value="rules_C"></Option>
              </Option>
              <Option type="Map">
                <Option name="暂不能使用的条款数" type="QString" value="rules_unusable"></Option>
              </Option>
              <Option type="Map">
                <Option name="缺省位置精度(m)" type="QString" value="accuracy_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="位置来源" type="QString" value="position_sources"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源数" type="QString" value="hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="尚无坐标的危险源" type="QString" value="unlocated_hazards"></Option>
              </Option>
              <Option type="Map">
                <Option name="不符合现行间距(处)" type="QString" value="findings_conflict"></Option>
              </Option>
              <Option type="Map">
                <Option name="待核实(处)" type="QString" value="findings_unresolved"></Option>
              </Option>
              <Option type="Map">
                <Option name="符合(处)" type="QString" value="findings_clear"></Option>
              </Option>
              <Option type="Map">
                <Option name="数据中没有的对象类别" type="QString" value="targets_without_data"></Option>
              </Option>
              <Option type="Map">
                <Option name="专栏叠加距离(m)" type="QString" value="overlay_within_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="专栏叠加说明" type="QString" value="note_overlay"></Option>
              </Option>
              <Option type="Map">
                <Option name="专栏2 尚无坐标" type="QString" value="plan_unlocated_专栏2"></Option>
              </Option>
              <Option type="Map">
                <Option name="专栏3 尚无坐标" type="QString" value="plan_unlocated_专栏3"></Option>
              </Option>
              <Option type="Map">
                <Option name="专栏4 尚无坐标" type="QString" value="plan_unlocated_专栏4"></Option>
              </Option>
              <Option type="Map">
                <Option name="虚构示例" type="QString" value="note_fictional"></Option>
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
    <alias field="key" index="1" name="项目"></alias>
    <alias field="value" index="2" name="内容"></alias>
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
