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
                <Option name="危险源" type="QString" value="hazard"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象" type="QString" value="object"></Option>
              </Option>
              <Option type="Map">
                <Option name="全部数据" type="QString" value="run"></Option>
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
                <Option name="油罐等级" type="QString" value="grade"></Option>
              </Option>
              <Option type="Map">
                <Option name="油气回收" type="QString" value="vapour_recovery"></Option>
              </Option>
              <Option type="Map">
                <Option name="经营油品" type="QString" value="fuels"></Option>
              </Option>
              <Option type="Map">
                <Option name="建筑分类" type="QString" value="protection_class"></Option>
              </Option>
              <Option type="Map">
                <Option name="建筑用途" type="QString" value="kind"></Option>
              </Option>
              <Option type="Map">
                <Option name="设施位置" type="QString" value="parts"></Option>
              </Option>
              <Option type="Map">
                <Option name="危险源的准确位置" type="QString" value="position"></Option>
              </Option>
              <Option type="Map">
                <Option name="保护对象的准确位置" type="QString" value="object_position"></Option>
              </Option>
              <Option type="Map">
                <Option name="围墙位置" type="QString" value="fence"></Option>
              </Option>
              <Option type="Map">
                <Option name="主要出入口位置" type="QString" value="entrance"></Option>
              </Option>
              <Option type="Map">
                <Option name="道路宽度" type="QString" value="width_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="杆（塔）高度" type="QString" value="height_m"></Option>
              </Option>
              <Option type="Map">
                <Option name="导线是否绝缘" type="QString" value="insulated"></Option>
              </Option>
              <Option type="Map">
                <Option name="电压等级" type="QString" value="voltage_kv"></Option>
              </Option>
              <Option type="Map">
                <Option name="道路等级" type="QString" value="road_class"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否大型变配电站" type="QString" value="large_substation"></Option>
              </Option>
              <Option type="Map">
                <Option name="居住区内的建筑位置" type="QString" value="buildings"></Option>
              </Option>
              <Option type="Map">
                <Option name="周围的保护对象数据" type="QString" value="coverage"></Option>
              </Option>
              <Option type="Map">
                <Option name="可用的条款" type="QString" value="rules"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否临时建筑" type="QString" value="temporary"></Option>
              </Option>
              <Option type="Map">
                <Option name="双方是否有临时建筑" type="QString" value="either_temporary"></Option>
              </Option>
              <Option type="Map">
                <Option name="门窗是否正对" type="QString" value="facing_openings"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否人员密集场所" type="QString" value="assembly"></Option>
              </Option>
              <Option type="Map">
                <Option name="储罐埋设方式" type="QString" value="tank_position"></Option>
              </Option>
              <Option type="Map">
                <Option name="各油罐的油品" type="QString" value="tank_fuel"></Option>
              </Option>
              <Option type="Map">
                <Option name="储罐总容积" type="QString" value="storage_m3"></Option>
              </Option>
              <Option type="Map">
                <Option name="最大单罐容积" type="QString" value="largest_tank_m3"></Option>
              </Option>
              <Option type="Map">
                <Option name="营业面积" type="QString" value="sales_area_m2"></Option>
              </Option>
              <Option type="Map">
                <Option name="同一建筑内是否住人" type="QString" value="dwelling_in_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否在下风侧" type="QString" value="wind_side"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否高层建筑" type="QString" value="high_rise"></Option>
              </Option>
              <Option type="Map">
                <Option name="有无地下室出入口或门窗" type="QString" value="basement_openings"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否设在地下室或半地下室" type="QString" value="underground"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否设在桥下或涵洞内" type="QString" value="under_bridge"></Option>
              </Option>
              <Option type="Map">
                <Option name="所在建筑内是否有油气管道" type="QString" value="fuel_pipe_in_building"></Option>
              </Option>
              <Option type="Map">
                <Option name="消防车能否到达" type="QString" value="fire_engine_access"></Option>
              </Option>
              <Option type="Map">
                <Option name="有无实体不燃隔墙" type="QString" value="fire_barrier"></Option>
              </Option>
              <Option type="Map">
                <Option name="面向站一侧是否无门窗实体墙" type="QString" value="blank_wall"></Option>
              </Option>
              <Option type="Map">
                <Option name="是否 1000 人或 300 户以上居住区" type="QString" value="large_settlement"></Option>
              </Option>
              <Option type="Map">
                <Option name="区域类型" type="QString" value="area_type"></Option>
              </Option>
              <Option type="Map">
                <Option name="图形代表什么" type="QString" value="measured_as"></Option>
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
    <alias field="rank" index="1" name="次序"></alias>
    <alias field="subject" index="2" name="查的是"></alias>
    <alias field="subject_id" index="3" name="编号"></alias>
    <alias field="subject_name" index="4" name="查谁"></alias>
    <alias field="fact" index="5" name="查什么"></alias>
    <alias field="findings" index="6" name="涉及结论(处)"></alias>
    <alias field="settled_by_every_value" index="7" name="查清即可定论(处)"></alias>
    <alias field="settled_by_some_value" index="8" name="有可能定论(处)"></alias>
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
