<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{646efa9f-b96e-59bb-8bf1-fa1919c0449f}">
      <rule filter="&quot;required_high_m&quot; > 0 and &quot;required_high_m&quot; &lt;= 25" key="{40287742-f8a5-5b0c-8604-a808fb2b4a75}" label="要求间距不超过 25 m 的范围" scalemaxdenom="20000" symbol="0"></rule>
      <rule filter="&quot;required_high_m&quot; > 25 and &quot;required_high_m&quot; &lt;= 50" key="{e332bb1e-8fb1-54f1-8ecf-1e7064912832}" label="要求间距 25–50 m 的范围" scalemaxdenom="20000" symbol="1"></rule>
      <rule filter="&quot;required_high_m&quot; > 50 and &quot;required_high_m&quot; &lt;= 100" key="{cc4054f8-b429-5cde-bab2-fc2439a9d8d4}" label="要求间距 50–100 m 的范围" scalemaxdenom="20000" symbol="2"></rule>
      <rule filter="&quot;required_high_m&quot; > 100" key="{941e34a4-007e-5880-8246-51430e52ceb1}" label="要求间距超过 100 m 的范围" scalemaxdenom="20000" symbol="3"></rule>
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
            <Option name="color" type="QString" value="109,122,136,4"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="109,122,136,255"></Option>
            <Option name="outline_style" type="QString" value="dash"></Option>
            <Option name="outline_width" type="QString" value="0.3"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="109,122,136,4"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="109,122,136,255"></prop>
          <prop k="outline_style" v="dash"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
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
            <Option name="color" type="QString" value="79,93,107,4"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="79,93,107,255"></Option>
            <Option name="outline_style" type="QString" value="dash"></Option>
            <Option name="outline_width" type="QString" value="0.35"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="79,93,107,4"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="79,93,107,255"></prop>
          <prop k="outline_style" v="dash"></prop>
          <prop k="outline_width" v="0.35"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="fill">
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
            <Option name="color" type="QString" value="59,74,90,4"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="59,74,90,255"></Option>
            <Option name="outline_style" type="QString" value="dash"></Option>
            <Option name="outline_width" type="QString" value="0.45"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="59,74,90,4"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="59,74,90,255"></prop>
          <prop k="outline_style" v="dash"></prop>
          <prop k="outline_width" v="0.45"></prop>
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
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="fill">
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
            <Option name="color" type="QString" value="31,44,58,4"></Option>
            <Option name="joinstyle" type="QString" value="bevel"></Option>
            <Option name="offset" type="QString" value="0,0"></Option>
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
            <Option name="offset_unit" type="QString" value="MM"></Option>
            <Option name="outline_color" type="QString" value="31,44,58,255"></Option>
            <Option name="outline_style" type="QString" value="dash"></Option>
            <Option name="outline_width" type="QString" value="0.6"></Option>
            <Option name="outline_width_unit" type="QString" value="MM"></Option>
            <Option name="style" type="QString" value="solid"></Option>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="color" v="31,44,58,4"></prop>
          <prop k="joinstyle" v="bevel"></prop>
          <prop k="offset" v="0,0"></prop>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
          <prop k="offset_unit" v="MM"></prop>
          <prop k="outline_color" v="31,44,58,255"></prop>
          <prop k="outline_style" v="dash"></prop>
          <prop k="outline_width" v="0.6"></prop>
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
  <labeling type="rule-based">
    <rules key="{02f473d5-1f82-5f80-a3d0-bb2df7ca78b6}">
      <rule key="{fade428c-6c46-5c7c-b78d-6bd34edc725f}" scalemaxdenom="3000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(&quot;required_high_m&quot; is null,null,if(&quot;required_low_m&quot;=&quot;required_high_m&quot;,regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$',''),regexp_replace(to_string(round(&quot;required_low_m&quot;,1)),'\\.0$','')||'–'||regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$','')))||' m '||coalesce(map_get(map('ANY','任何对象','IMP','重要公共建筑物','C1','民用建筑 一类保护物','C2','民用建筑 二类保护物','C3','民用建筑 三类保护物','CIVIL','民用建筑','FIRE','明火地点或散发火花地点','HAZ_AB','甲乙类厂房、库房和液体储罐','HAZ_CDE','丙丁戊类厂房、库房等','SUBST','室外变、配电站','RAIL','铁路','ROAD1','快速路、主干路','ROAD2','次干路、支路','COMM','架空通信线','PWR_BARE','架空电力线（无绝缘层）','PWR_INS','架空电力线（有绝缘层）','ENTRANCE','重要公共建筑物的主要出入口','ENTRANCE_ONLY','地铁等主要出入口','IMP_ENTRANCE','重要公共建筑物的主要出入口','CITY_CENTRE','城市中心区','BUILT_UP','城市建成区','POWER','架空电力线路','PIPE','与站无关的可燃介质管道','SHOP','其他烟花爆竹零售店（点）','CROWD','学校、医院、集贸市场等人员密集场所','AQ_CROWD','学校、医院、养老院、集贸市场、文物古迹等','FLAMMABLE','加油站、加气站等易燃易爆场所','HV220','220 kV 及以上变电站、架空线路','LINE_1KV','1 kV 以上电力线路','RESIDENTIAL_AREA','居民集中居住小区','COMPLEX','商业综合体','RESTRICTED','军事管理区、文物保护区等','HERITAGE','文物保护单位','CARE','医疗机构、学校、幼儿园、敬老院','FOREST','林区、草原','DISCHARGE_FLAMMABLE','加油站、变电站、高压线等','STORE_A','甲类仓库','LPGS_SETTLEMENT','重要公共建筑','LPGS_OTHER','甲乙类厂房、仓库','LPGS_FIRE','明火或散发火花地点、变配电站','WORKSHOP','工业企业','RESIDENCE','居住区'),&quot;target&quot;),&quot;target&quot;)" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="7.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="59,74,90,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
            <families>
              <family name="Microsoft YaHei"></family>
              <family name="PingFang SC"></family>
              <family name="Noto Sans CJK SC"></family>
              <family name="Source Han Sans SC"></family>
              <family name="Noto Sans SC"></family>
              <family name="WenQuanYi Micro Hei"></family>
              <family name="SimHei"></family>
            </families>
            <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="1" bufferSize="0.69999999999999996" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferSizeUnits="MM"></text-buffer>
            <text-mask maskEnabled="0" maskJoinStyle="128" maskOpacity="1" maskSize="1.5" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskSizeUnits="MM" maskType="0" maskedSymbolLayers=""></text-mask>
            <background shapeBlendMode="0" shapeBorderColor="128,128,128,255" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeDraw="0" shapeFillColor="255,255,255,255" shapeJoinStyle="64" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetUnit="MM" shapeOffsetX="0" shapeOffsetY="0" shapeOpacity="1" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeRadiiX="0" shapeRadiiY="0" shapeRotation="0" shapeRotationType="0" shapeSVGFile="" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeSizeType="0" shapeSizeUnit="MM" shapeSizeX="0" shapeSizeY="0" shapeType="0">
              <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="fillSymbol" type="fill">
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
                    <Option name="color" type="QString" value="255,255,255,255"></Option>
                    <Option name="joinstyle" type="QString" value="bevel"></Option>
                    <Option name="offset" type="QString" value="0,0"></Option>
                    <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
                    <Option name="offset_unit" type="QString" value="MM"></Option>
                    <Option name="outline_color" type="QString" value="128,128,128,255"></Option>
                    <Option name="outline_style" type="QString" value="no"></Option>
                    <Option name="outline_width" type="QString" value="0"></Option>
                    <Option name="outline_width_unit" type="QString" value="MM"></Option>
                    <Option name="style" type="QString" value="solid"></Option>
                  </Option>
                  <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="color" v="255,255,255,255"></prop>
                  <prop k="joinstyle" v="bevel"></prop>
                  <prop k="offset" v="0,0"></prop>
                  <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"></prop>
                  <prop k="offset_unit" v="MM"></prop>
                  <prop k="outline_color" v="128,128,128,255"></prop>
                  <prop k="outline_style" v="no"></prop>
                  <prop k="outline_width" v="0"></prop>
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
            </background>
            <shadow shadowBlendMode="6" shadowColor="0,0,0,255" shadowDraw="0" shadowOffsetAngle="135" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowOffsetUnit="MM" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowRadiusAlphaOnly="0" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowScale="100" shadowUnder="0"></shadow>
            <dd_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""></Option>
                <Option name="properties"></Option>
                <Option name="type" type="QString" value="collection"></Option>
              </Option>
            </dd_properties>
            <substitutions></substitutions>
          </text-style>
          <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol=">" useMaxLineLengthForAutoWrap="1" wrapChar=""></text-format>
          <placement centroidInside="0" centroidWhole="0" dist="0.20000000000000001" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" offsetType="0" offsetUnits="MM" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="2" placementFlags="2" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" priority="1" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0"></placement>
          <rendering displayAll="0" drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="0" minFeatureSize="0" obstacle="0" obstacleFactor="1" obstacleType="1" scaleMax="0" scaleMin="0" scaleVisibility="0" unplacedVisibility="0" upsidedownLabels="0" zIndex="0"></rendering>
          <dd_properties>
            <Option type="Map">
              <Option name="name" type="QString" value=""></Option>
              <Option name="properties"></Option>
              <Option name="type" type="QString" value="collection"></Option>
            </Option>
          </dd_properties>
        </settings>
      </rule>
    </rules>
  </labeling>
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
    <field configurationFlags="None" name="ring_id">
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
    <field configurationFlags="None" name="target">
      <editWidget type="ValueMap">
        <config>
          <Option type="Map">
            <Option name="map" type="List">
              <Option type="Map">
                <Option name="居住区" type="QString" value="RESIDENCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="工业企业" type="QString" value="WORKSHOP"></Option>
              </Option>
              <Option type="Map">
                <Option name="明火或散发火花地点、变配电站" type="QString" value="LPGS_FIRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="其他民用建筑" type="QString" value="LPGS_OTHER"></Option>
              </Option>
              <Option type="Map">
                <Option name="居住区、村镇（≥1000 人或 ≥300 户）" type="QString" value="LPGS_SETTLEMENT"></Option>
              </Option>
              <Option type="Map">
                <Option name="甲类仓库" type="QString" value="STORE_A"></Option>
              </Option>
              <Option type="Map">
                <Option name="加油站、变电站、高压线等" type="QString" value="DISCHARGE_FLAMMABLE"></Option>
              </Option>
              <Option type="Map">
                <Option name="林区、草原" type="QString" value="FOREST"></Option>
              </Option>
              <Option type="Map">
                <Option name="医疗机构、学校、幼儿园、敬老院" type="QString" value="CARE"></Option>
              </Option>
              <Option type="Map">
                <Option name="文物保护单位" type="QString" value="HERITAGE"></Option>
              </Option>
              <Option type="Map">
                <Option name="军事管理区、文物保护区等" type="QString" value="RESTRICTED"></Option>
              </Option>
              <Option type="Map">
                <Option name="商业综合体" type="QString" value="COMPLEX"></Option>
              </Option>
              <Option type="Map">
                <Option name="居民集中居住小区" type="QString" value="RESIDENTIAL_AREA"></Option>
              </Option>
              <Option type="Map">
                <Option name="1 kV 以上电力线路" type="QString" value="LINE_1KV"></Option>
              </Option>
              <Option type="Map">
                <Option name="220 kV 及以上变电站、架空线路" type="QString" value="HV220"></Option>
              </Option>
              <Option type="Map">
                <Option name="加油站、加气站等易燃易爆场所" type="QString" value="FLAMMABLE"></Option>
              </Option>
              <Option type="Map">
                <Option name="学校、医院、养老院、集贸市场、文物古迹等" type="QString" value="AQ_CROWD"></Option>
              </Option>
              <Option type="Map">
                <Option name="学校、医院、集贸市场等人员密集场所" type="QString" value="CROWD"></Option>
              </Option>
              <Option type="Map">
                <Option name="其他烟花爆竹零售店（点）" type="QString" value="SHOP"></Option>
              </Option>
              <Option type="Map">
                <Option name="与站无关的可燃介质管道" type="QString" value="PIPE"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空电力线路" type="QString" value="POWER"></Option>
              </Option>
              <Option type="Map">
                <Option name="城市建成区" type="QString" value="BUILT_UP"></Option>
              </Option>
              <Option type="Map">
                <Option name="城市中心区" type="QString" value="CITY_CENTRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="重要公共建筑物的主要出入口" type="QString" value="IMP_ENTRANCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="地铁等主要出入口" type="QString" value="ENTRANCE_ONLY"></Option>
              </Option>
              <Option type="Map">
                <Option name="重要公共建筑物的主要出入口" type="QString" value="ENTRANCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空电力线（有绝缘层）" type="QString" value="PWR_INS"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空电力线（无绝缘层）" type="QString" value="PWR_BARE"></Option>
              </Option>
              <Option type="Map">
                <Option name="架空通信线" type="QString" value="COMM"></Option>
              </Option>
              <Option type="Map">
                <Option name="次干路、支路" type="QString" value="ROAD2"></Option>
              </Option>
              <Option type="Map">
                <Option name="快速路、主干路" type="QString" value="ROAD1"></Option>
              </Option>
              <Option type="Map">
                <Option name="铁路" type="QString" value="RAIL"></Option>
              </Option>
              <Option type="Map">
                <Option name="室外变、配电站" type="QString" value="SUBST"></Option>
              </Option>
              <Option type="Map">
                <Option name="丙丁戊类厂房、库房等" type="QString" value="HAZ_CDE"></Option>
              </Option>
              <Option type="Map">
                <Option name="甲乙类厂房、库房和液体储罐" type="QString" value="HAZ_AB"></Option>
              </Option>
              <Option type="Map">
                <Option name="明火地点或散发火花地点" type="QString" value="FIRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="民用建筑" type="QString" value="CIVIL"></Option>
              </Option>
              <Option type="Map">
                <Option name="民用建筑 三类保护物" type="QString" value="C3"></Option>
              </Option>
              <Option type="Map">
                <Option name="民用建筑 二类保护物" type="QString" value="C2"></Option>
              </Option>
              <Option type="Map">
                <Option name="民用建筑 一类保护物" type="QString" value="C1"></Option>
              </Option>
              <Option type="Map">
                <Option name="重要公共建筑物" type="QString" value="IMP"></Option>
              </Option>
              <Option type="Map">
                <Option name="任何对象" type="QString" value="ANY"></Option>
              </Option>
            </Option>
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
    <field configurationFlags="None" name="standard">
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
    <field configurationFlags="None" name="accuracy_m">
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
    <field configurationFlags="None" name="objects_inside">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="0"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="residences_inside">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="0"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="households_inside">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="0"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
    <field configurationFlags="None" name="households_unknown">
      <editWidget type="Range">
        <config>
          <Option type="Map">
            <Option name="AllowNull" type="bool" value="true"></Option>
            <Option name="Precision" type="int" value="0"></Option>
            <Option name="Style" type="QString" value="SpinBox"></Option>
          </Option>
        </config>
      </editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias field="fid" index="0" name="fid"></alias>
    <alias field="ring_id" index="1" name="范围编号"></alias>
    <alias field="hazard_id" index="2" name="危险源编号"></alias>
    <alias field="hazard_name" index="3" name="危险源名称"></alias>
    <alias field="target" index="4" name="对谁的间距"></alias>
    <alias field="rule_id" index="5" name="规则编号"></alias>
    <alias field="standard" index="6" name="标准"></alias>
    <alias field="clause" index="7" name="条款"></alias>
    <alias field="required_low_m" index="8" name="要求间距下限(m)"></alias>
    <alias field="required_high_m" index="9" name="要求间距上限(m)"></alias>
    <alias field="accuracy_m" index="10" name="位置不确定半径(m)"></alias>
    <alias field="rule_confidence" index="11" name="依据可信度"></alias>
    <alias field="objects_inside" index="12" name="范围内保护对象(处)"></alias>
    <alias field="residences_inside" index="13" name="其中住宅(处)"></alias>
    <alias field="households_inside" index="14" name="范围内已知户数"></alias>
    <alias field="households_unknown" index="15" name="户数不详的住宅(处)"></alias>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" expression="" field="fid"></default>
    <default applyOnUpdate="0" expression="" field="ring_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_id"></default>
    <default applyOnUpdate="0" expression="" field="hazard_name"></default>
    <default applyOnUpdate="0" expression="" field="target"></default>
    <default applyOnUpdate="0" expression="" field="rule_id"></default>
    <default applyOnUpdate="0" expression="" field="standard"></default>
    <default applyOnUpdate="0" expression="" field="clause"></default>
    <default applyOnUpdate="0" expression="" field="required_low_m"></default>
    <default applyOnUpdate="0" expression="" field="required_high_m"></default>
    <default applyOnUpdate="0" expression="" field="accuracy_m"></default>
    <default applyOnUpdate="0" expression="" field="rule_confidence"></default>
    <default applyOnUpdate="0" expression="" field="objects_inside"></default>
    <default applyOnUpdate="0" expression="" field="residences_inside"></default>
    <default applyOnUpdate="0" expression="" field="households_inside"></default>
    <default applyOnUpdate="0" expression="" field="households_unknown"></default>
  </defaults>
  <constraints>
    <constraint constraints="3" exp_strength="0" field="fid" notnull_strength="1" unique_strength="1"></constraint>
    <constraint constraints="0" exp_strength="0" field="ring_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="hazard_name" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="target" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_id" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="standard" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="clause" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_low_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="required_high_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="accuracy_m" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="rule_confidence" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="objects_inside" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="residences_inside" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="households_inside" notnull_strength="0" unique_strength="0"></constraint>
    <constraint constraints="0" exp_strength="0" field="households_unknown" notnull_strength="0" unique_strength="0"></constraint>
  </constraints>
  <constraintExpressions>
    <constraint desc="" exp="" field="fid"></constraint>
    <constraint desc="" exp="" field="ring_id"></constraint>
    <constraint desc="" exp="" field="hazard_id"></constraint>
    <constraint desc="" exp="" field="hazard_name"></constraint>
    <constraint desc="" exp="" field="target"></constraint>
    <constraint desc="" exp="" field="rule_id"></constraint>
    <constraint desc="" exp="" field="standard"></constraint>
    <constraint desc="" exp="" field="clause"></constraint>
    <constraint desc="" exp="" field="required_low_m"></constraint>
    <constraint desc="" exp="" field="required_high_m"></constraint>
    <constraint desc="" exp="" field="accuracy_m"></constraint>
    <constraint desc="" exp="" field="rule_confidence"></constraint>
    <constraint desc="" exp="" field="objects_inside"></constraint>
    <constraint desc="" exp="" field="residences_inside"></constraint>
    <constraint desc="" exp="" field="households_inside"></constraint>
    <constraint desc="" exp="" field="households_unknown"></constraint>
  </constraintExpressions>
  <expressionfields></expressionfields>
  <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
    <columns>
      <column hidden="1" name="fid" type="field" width="-1"></column>
      <column hidden="1" name="ring_id" type="field" width="-1"></column>
      <column hidden="1" name="hazard_id" type="field" width="-1"></column>
      <column hidden="0" name="hazard_name" type="field" width="-1"></column>
      <column hidden="0" name="target" type="field" width="-1"></column>
      <column hidden="0" name="rule_id" type="field" width="-1"></column>
      <column hidden="0" name="standard" type="field" width="-1"></column>
      <column hidden="0" name="clause" type="field" width="-1"></column>
      <column hidden="0" name="required_low_m" type="field" width="-1"></column>
      <column hidden="0" name="required_high_m" type="field" width="-1"></column>
      <column hidden="0" name="accuracy_m" type="field" width="-1"></column>
      <column hidden="0" name="rule_confidence" type="field" width="-1"></column>
      <column hidden="0" name="objects_inside" type="field" width="-1"></column>
      <column hidden="0" name="residences_inside" type="field" width="-1"></column>
      <column hidden="0" name="households_inside" type="field" width="-1"></column>
      <column hidden="0" name="households_unknown" type="field" width="-1"></column>
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
    <field editable="0" name="accuracy_m"></field>
    <field editable="0" name="clause"></field>
    <field editable="0" name="fid"></field>
    <field editable="0" name="hazard_id"></field>
    <field editable="0" name="hazard_name"></field>
    <field editable="0" name="households_inside"></field>
    <field editable="0" name="households_unknown"></field>
    <field editable="0" name="objects_inside"></field>
    <field editable="0" name="required_high_m"></field>
    <field editable="0" name="required_low_m"></field>
    <field editable="0" name="residences_inside"></field>
    <field editable="0" name="ring_id"></field>
    <field editable="0" name="rule_confidence"></field>
    <field editable="0" name="rule_id"></field>
    <field editable="0" name="standard"></field>
    <field editable="0" name="target"></field>
  </editable>
  <labelOnTop></labelOnTop>
  <reuseLastValue></reuseLastValue>
  <dataDefinedFieldProperties></dataDefinedFieldProperties>
  <widgets></widgets>
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string("hazard_name"),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))) is null,'','要求：'||replace(replace(replace(replace(coalesce(to_string(if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if(('对谁的间距：'||represent_value("target",'target')) is null,'',replace(replace(replace(replace(coalesce(to_string('对谁的间距：'||represent_value("target",'target')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((replace(replace(replace(replace('保护对象 {objects} 处，其中住宅 {residences} 处；已知 {households} 户，{unknown} 处户数不详','{objects}',format_number("objects_inside",0)),'{residences}',format_number("residences_inside",0)),'{households}',format_number("households_inside",0)),'{unknown}',format_number("households_unknown",0))) is null,'','范围内：'||replace(replace(replace(replace(coalesce(to_string(replace(replace(replace(replace('保护对象 {objects} 处，其中住宅 {residences} 处；已知 {households} 户，{unknown} 处户数不详','{objects}',format_number("objects_inside",0)),'{residences}',format_number("residences_inside",0)),'{households}',format_number("households_inside",0)),'{unknown}',format_number("households_unknown",0))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("standard"||' '||coalesce("clause",'')) is null,'','条款：'||replace(replace(replace(replace(coalesce(to_string("standard"||' '||coalesce("clause",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>2</layerGeometryType>
</qgis>
