<qgis hasScaleBasedVisibilityFlag="0" maxScale="0" minScale="1e+08" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" version="3.22.16-Białowieża">
  <fieldConfiguration>
    <field configurationFlags="None" name="fid">
      <editWidget type="Hidden">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="finding_id">
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
    <field configurationFlags="None" name="object_id">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="part">
      <editWidget type="">
        <config>
          <Option></Option>
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
    <field configurationFlags="None" name="rule_ids">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="standard">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="edition">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="clause">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="relation">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="间距不小于" type="QString" value="at_least"></Option>
              </Option>
              <Option type="Map">
                <Option name="不得位于其内" type="QString" value="not_inside"></Option>
              </Option>
              <Option type="Map">
                <Option name="不得跨越其上空" type="QString" value="not_under"></Option>
              </Option>
              <Option type="Map">
                <Option name="面积在限值内" type="QString" value="area_range"></Option>
              </Option>
              <Option type="Map">
                <Option name="不得与住人处同一建筑" type="QString" value="not_same_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="不得设在此类场所" type="QString" value="not_where"></Option>
              </Option>
              <Option type="Map">
                <Option name="调整系数" type="QString" value="modify"></Option>
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
    <field configurationFlags="None" name="rule_confidence">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="A：有两处文本一致或官方文本" type="QString" value="A"></Option>
              </Option>
              <Option type="Map">
                <Option name="B：仅见一处文本" type="QString" value="B"></Option>
              </Option>
              <Option type="Map">
                <Option name="C：依据待核对原文" type="QString" value="C"></Option>
              </Option>
            </Option>
          </Option>
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
    <field configurationFlags="None" name="low_m">
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
    <field configurationFlags="None" name="high_m">
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
    <field configurationFlags="None" name="required_low_m">
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
    <field configurationFlags="None" name="shortfall_m">
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
    <field configurationFlags="None" name="shortfall_max_m">
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
    <field configurationFlags="None" name="part_in_words">
      <editWidget type="">
        <config>
          <Option></Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="finding_id" index="1" name="结论编号"></alias>
    <alias field="hazard_id" index="2" name="危险源编号"></alias>
    <alias field="object_id" index="3" name="保护对象编号"></alias>
    <alias field="part" index="4" name="起算设施（代码）"></alias>
    <alias field="rule_id" index="5" name="规则编号"></alias>
    <alias field="rule_ids" index="6" name="相关规则编号"></alias>
    <alias field="standard" index="7" name="标准"></alias>
    <alias field="edition" index="8" name="版本"></alias>
    <alias field="clause" index="9" name="条款"></alias>
    <alias field="relation" index="10" name="要求方式"></alias>
    <alias field="severity" index="11" name="严格程度"></alias>
    <alias field="rule_confidence" index="12" name="依据可信度"></alias>
    <alias field="distance_m" index="13" name="量得距离(m)"></alias>
    <alias field="low_m" index="14" name="实际距离下限(m)"></alias>
    <alias field="high_m" index="15" name="实际距离上限(m)"></alias>
    <alias field="required_low_m" index="16" name="要求间距下限(m)"></alias>
    <alias field="required_high_m" index="17" name="要求间距上限(m)"></alias>
    <alias field="shortfall_m" index="18" name="至少差(m)"></alias>
    <alias field="shortfall_max_m" index="19" name="最多可能差(m)"></alias>
    <alias field="verdict" index="20" name="结论"></alias>
    <alias field="part_in_words" index="21" name="起算设施"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="finding_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="object_id"></default>
    <default applyOnUpdate="0" expression="" field="part"></default>
    <default applyOnUpdate="0" expression="" field="rule_id"></default>
    <default applyOnUpdate="0" expression="" field="rule_ids"></default>
    <default applyOnUpdate="0" expression="" field="standard"></default>
    <default applyOnUpdate="0" expression="" field="edition"></default>
    <default applyOnUpdate="0" expression="" field="clause"></default>
    <default applyOnUpdate="0" expression="" field="relation"></default>
    <default applyOnUpdate="0" expression="" field="severity"></default>
    <default applyOnUpdate="0" expression="" field="rule_confidence"></default>
    <default applyOnUpdate="0" expression="" field="distance_m"></default>
    <default applyOnUpdate="0" expression="" field="low_m"></default>
    <default applyOnUpdate="0" expression="" field="high_m"></default>
    <default applyOnUpdate="0" expression="" field="required_low_m"></default>
    <default applyOnUpdate="0" expression="" field="required_high_m"></default>
    <default applyOnUpdate="0" expression="" field="shortfall_m"></default>
    <default applyOnUpdate="0" expression="" field="shortfall_max_m"></default>
    <default applyOnUpdate="0" expression="" field="verdict"></default>
    <default applyOnUpdate="0" expression="" field="part_in_words"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="finding_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="object_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="part" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_ids" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="standard" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="edition" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="clause" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="relation" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="severity" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_confidence" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="distance_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="low_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_low_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="shortfall_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="shortfall_max_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="verdict" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="part_in_words" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="finding_id"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="object_id"></constraint>
    <constraint desc="" exp="" field="part"></constraint>
    <constraint desc="" exp="" field="rule_id"></constraint>
    <constraint desc="" exp="" field="rule_ids"></constraint>
    <constraint desc="" exp="" field="standard"></constraint>
    <constraint desc="" exp="" field="edition"></constraint>
    <constraint desc="" exp="" field="clause"></constraint>
    <constraint desc="" exp="" field="relation"></constraint>
    <constraint desc="" exp="" field="severity"></constraint>
    <constraint desc="" exp="" field="rule_confidence"></constraint>
    <constraint desc="" exp="" field="distance_m"></constraint>
    <constraint desc="" exp="" field="low_m"></constraint>
    <constraint desc="" exp="" field="high_m"></constraint>
    <constraint desc="" exp="" field="required_low_m"></constraint>
    <constraint desc="" exp="" field="required_high_m"></constraint>
    <constraint desc="" exp="" field="shortfall_m"></constraint>
    <constraint desc="" exp="" field="shortfall_max_m"></constraint>
    <constraint desc="" exp="" field="verdict"></constraint>
    <constraint desc="" exp="" field="part_in_words"></constraint>
  </constraintExpressions>
  <expressionfields>
    <field comment="" expression="nullif(array_to_string(array_foreach(string_to_array(&quot;part&quot;),coalesce(map_get(map('tank','油罐','dispenser','加油机','vent','通气管管口','unloading_point','卸油口','cylinder','储气瓶组','compressor','压缩机','building','站房','site','站区'),trim(@element)),trim(@element))),'、'),'')" length="0" name="part_in_words" precision="0" subType="0" type="10" typeName=""></field>
  </expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="finding_id" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="1" name="object_id" type="field" width="-1"></column>
      <column hidden="1" name="part" type="field" width="-1"></column>
      <column hidden="0" name="part_in_words" type="field" width="-1"></column>
      <column hidden="0" name="rule_id" type="field" width="-1"></column>
      <column hidden="1" name="rule_ids" type="field" width="-1"></column>
      <column hidden="0" name="standard" type="field" width="-1"></column>
      <column hidden="0" name="edition" type="field" width="-1"></column>
      <column hidden="0" name="clause" type="field" width="-1"></column>
      <column hidden="0" name="relation" type="field" width="-1"></column>
      <column hidden="0" name="severity" type="field" width="-1"></column>
      <column hidden="0" name="rule_confidence" type="field" width="-1"></column>
      <column hidden="0" name="distance_m" type="field" width="-1"></column>
      <column hidden="0" name="low_m" type="field" width="-1"></column>
      <column hidden="0" name="high_m" type="field" width="-1"></column>
      <column hidden="0" name="required_low_m" type="field" width="-1"></column>
      <column hidden="0" name="required_high_m" type="field" width="-1"></column>
      <column hidden="0" name="shortfall_m" type="field" width="-1"></column>
      <column hidden="0" name="shortfall_max_m" type="field" width="-1"></column>
      <column hidden="0" name="verdict" type="field" width="-1"></column>
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
    <field editable="0" name="clause"></field>
    <field editable="0" name="distance_m"></field>
    <field editable="0" name="edition"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="finding_id"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="high_m"></field>
    <field editable="0" name="low_m"></field>
    <field editable="0" name="object_id"></field>
    <field editable="0" name="part"></field>
    <field editable="0" name="part_in_words"></field>
    <field editable="0" name="relation"></field>
    <field editable="0" name="required_high_m"></field>
    <field editable="0" name="required_low_m"></field>
    <field editable="0" name="rule_confidence"></field>
    <field editable="0" name="rule_id"></field>
    <field editable="0" name="rule_ids"></field>
    <field editable="0" name="severity"></field>
    <field editable="0" name="shortfall_m"></field>
    <field editable="0" name="shortfall_max_m"></field>
    <field editable="0" name="standard"></field>
    <field editable="0" name="verdict"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip></mapTip>
  <layerGeometryType>4</layerGeometryType>
</qgis>
