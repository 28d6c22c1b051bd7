<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="1" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Forms|MapTips|AttributeTable|Rendering" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
    <rules key="{a6306713-a588-5d1d-aba7-0339c686dd12}">
      <rule filter="&quot;required_high_m&quot; > 0 and &quot;required_high_m&quot; &lt;= 25" key="{bb0ed5a2-9ce9-5e1b-83b8-ad3ecf995854}" label="required separation of at most 25 m" scalemaxdenom="20000" symbol="0"></rule>
      <rule filter="&quot;required_high_m&quot; > 25 and &quot;required_high_m&quot; &lt;= 50" key="{1396ad5f-1728-5829-9536-746a4355dd13}" label="required separation of 25–50 m" scalemaxdenom="20000" symbol="1"></rule>
      <rule filter="&quot;required_high_m&quot; > 50 and &quot;required_high_m&quot; &lt;= 100" key="{5676512f-1521-53b2-a56c-7c22e480c775}" label="required separation of 50–100 m" scalemaxdenom="20000" symbol="2"></rule>
      <rule filter="&quot;required_high_m&quot; > 100" key="{99a94578-0a8e-5382-9098-23100aea6ed4}" label="required separation above 100 m" scalemaxdenom="20000" symbol="3"></rule>
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
    <rules key="{9d0b31ff-1ed1-52c6-9a18-b86fa2fbc85f}">
      <rule key="{04687fde-f73d-588a-9eb2-5a23447d638c}" scalemaxdenom="3000">
        <settings>
          <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="if(&quot;required_high_m&quot; is null,null,if(&quot;required_low_m&quot;=&quot;required_high_m&quot;,regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$',''),regexp_replace(to_string(round(&quot;required_low_m&quot;,1)),'\\.0$','')||'–'||regexp_replace(to_string(round(&quot;required_high_m&quot;,1)),'\\.0$','')))||' m '||coalesce(map_get(map('ANY','any object','IMP','important public building','C1','civil building of class 1','C2','civil building of class 2','C3','civil building of class 3','CIVIL','civil building','FIRE','open flame or sparks','HAZ_AB','workshop or store of class A/B goods','HAZ_CDE','workshop or store of class C/D/E goods','SUBST','outdoor substation','RAIL','railway','ROAD1','expressway or main road','ROAD2','minor road','COMM','overhead communication line','PWR_BARE','overhead power line without insulation','PWR_INS','insulated overhead power line','ENTRANCE','main entrance of an important public building','ENTRANCE_ONLY','metro or main entrance','IMP_ENTRANCE','main entrance of an important public building','CITY_CENTRE','city centre','BUILT_UP','built-up area','POWER','overhead power line','PIPE','foreign pipe with combustible contents','SHOP','another fireworks shop','CROWD','crowded place','AQ_CROWD','school, hospital, home for the aged, market, monument and the like','FLAMMABLE','petrol station or another explosive or flammable site','HV220','substation or line of 220 kV or more','LINE_1KV','power line above 1 kV','RESIDENTIAL_AREA','residential compound','COMPLEX','commercial complex','RESTRICTED','military or heritage area','HERITAGE','protected monument','CARE','hospital, school, kindergarten, home for the aged','FOREST','forest or grassland','DISCHARGE_FLAMMABLE','petrol station, substation, power line and the like','STORE_A','store of class A goods','LPGS_SETTLEMENT','important public building','LPGS_OTHER','workshop or store of class A/B goods','LPGS_FIRE','open flame, sparks or substation','WORKSHOP','industrial enterprise','RESIDENCE','residential area'),&quot;target&quot;),&quot;target&quot;)" fontFamily="Microsoft YaHei" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="7.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" isExpression="1" legendString="Aa" multilineHeight="1" namedStyle="Regular" previewBkgrdColor="255,255,255,255" textColor="59,74,90,255" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
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
                <Option name="residential area" type="QString" value="RESIDENCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="industrial enterprise" type="QString" value="WORKSHOP"></Option>
              </Option>
              <Option type="Map">
                <Option name="open flame, sparks or substation" type="QString" value="LPGS_FIRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="other civil building" type="QString" value="LPGS_OTHER"></Option>
              </Option>
              <Option type="Map">
                <Option name="settlement of 1000 people or 300 households" type="QString" value="LPGS_SETTLEMENT"></Option>
              </Option>
              <Option type="Map">
                <Option name="store of class A goods" type="QString" value="STORE_A"></Option>
              </Option>
              <Option type="Map">
                <Option name="petrol station, substation, power line and the like" type="QString" value="DISCHARGE_FLAMMABLE"></Option>
              </Option>
              <Option type="Map">
                <Option name="forest or grassland" type="QString" value="FOREST"></Option>
              </Option>
              <Option type="Map">
                <Option name="hospital, school, kindergarten, home for the aged" type="QString" value="CARE"></Option>
              </Option>
              <Option type="Map">
                <Option name="protected monument" type="QString" value="HERITAGE"></Option>
              </Option>
              <Option type="Map">
                <Option name="military or heritage area" type="QString" value="RESTRICTED"></Option>
              </Option>
              <Option type="Map">
                <Option name="commercial complex" type="QString" value="COMPLEX"></Option>
              </Option>
              <Option type="Map">
                <Option name="residential compound" type="QString" value="RESIDENTIAL_AREA"></Option>
              </Option>
              <Option type="Map">
                <Option name="power line above 1 kV" type="QString" value="LINE_1KV"></Option>
              </Option>
              <Option type="Map">
                <Option name="substation or line of 220 kV or more" type="QString" value="HV220"></Option>
              </Option>
              <Option type="Map">
                <Option name="petrol station or another explosive or flammable site" type="QString" value="FLAMMABLE"></Option>
              </Option>
              <Option type="Map">
                <Option name="school, hospital, home for the aged, market, monument and the like" type="QString" value="AQ_CROWD"></Option>
              </Option>
              <Option type="Map">
                <Option name="crowded place" type="QString" value="CROWD"></Option>
              </Option>
              <Option type="Map">
                <Option name="another fireworks shop" type="QString" value="SHOP"></Option>
              </Option>
              <Option type="Map">
                <Option name="foreign pipe with combustible contents" type="QString" value="PIPE"></Option>
              </Option>
              <Option type="Map">
                <Option name="overhead power line" type="QString" value="POWER"></Option>
              </Option>
              <Option type="Map">
                <Option name="built-up area" type="QString" value="BUILT_UP"></Option>
              </Option>
              <Option type="Map">
                <Option name="city centre" type="QString" value="CITY_CENTRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="main entrance of an important public building" type="QString" value="IMP_ENTRANCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="metro or main entrance" type="QString" value="ENTRANCE_ONLY"></Option>
              </Option>
              <Option type="Map">
                <Option name="main entrance of an important public building" type="QString" value="ENTRANCE"></Option>
              </Option>
              <Option type="Map">
                <Option name="insulated overhead power line" type="QString" value="PWR_INS"></Option>
              </Option>
              <Option type="Map">
                <Option name="overhead power line without insulation" type="QString" value="PWR_BARE"></Option>
              </Option>
              <Option type="Map">
                <Option name="overhead communication line" type="QString" value="COMM"></Option>
              </Option>
              <Option type="Map">
                <Option name="minor road" type="QString" value="ROAD2"></Option>
              </Option>
              <Option type="Map">
                <Option name="expressway or main road" type="QString" value="ROAD1"></Option>
              </Option>
              <Option type="Map">
                <Option name="railway" type="QString" value="RAIL"></Option>
              </Option>
              <Option type="Map">
                <Option name="outdoor substation" type="QString" value="SUBST"></Option>
              </Option>
              <Option type="Map">
                <Option name="workshop or store of class C/D/E goods" type="QString" value="HAZ_CDE"></Option>
              </Option>
              <Option type="Map">
                <Option name="workshop or store of class A/B goods" type="QString" value="HAZ_AB"></Option>
              </Option>
              <Option type="Map">
                <Option name="open flame or sparks" type="QString" value="FIRE"></Option>
              </Option>
              <Option type="Map">
                <Option name="civil building" type="QString" value="CIVIL"></Option>
              </Option>
              <Option type="Map">
                <Option name="civil building of class 3" type="QString" value="C3"></Option>
              </Option>
              <Option type="Map">
                <Option name="civil building of class 2" type="QString" value="C2"></Option>
              </Option>
              <Option type="Map">
                <Option name="civil building of class 1" type="QString" value="C1"></Option>
              </Option>
              <Option type="Map">
                <Option name="important public building" type="QString" value="IMP"></Option>
              </Option>
              <Option type="Map">
                <Option name="any object" type="QString" value="ANY"></Option>
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
                <Option name="A：two texts agree, or the official one" type="QString" value="A"></Option>
              </Option>
              <Option type="Map">
                <Option name="B：one text only" type="QString" value="B"></Option>
              </Option>
              <Option type="Map">
                <Option name="C：recollection: check against the printed standard" type="QString" value="C"></Option>
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
    <alias field="ring_id" index="1" name="zone id"></alias>
    <alias field="hazard_id" index="2" name="hazard id"></alias>
    <alias field="hazard_name" index="3" name="hazard"></alias>
    <alias field="target" index="4" name="protects"></alias>
    <alias field="rule_id" index="5" name="rule id"></alias>
    <alias field="standard" index="6" name="standard"></alias>
    <alias field="clause" index="7" name="clause"></alias>
    <alias field="required_low_m" index="8" name="required, least (m)"></alias>
    <alias field="required_high_m" index="9" name="required, most (m)"></alias>
    <alias field="accuracy_m" index="10" name="position uncertainty (m)"></alias>
    <alias field="rule_confidence" index="11" name="confidence of the rule"></alias>
    <alias field="objects_inside" index="12" name="objects inside"></alias>
    <alias field="residences_inside" index="13" name="residences inside"></alias>
    <alias field="households_inside" index="14" name="households known inside"></alias>
    <alias field="households_unknown" index="15" name="residences of unknown households"></alias>
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
  <mapTip>&lt;div style="max-width:26em"&gt;&lt;b&gt;[% replace(replace(replace(replace(coalesce(to_string("hazard_name"),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;') %]&lt;/b&gt;&lt;br&gt;[% if((if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))) is null,'','required: '||replace(replace(replace(replace(coalesce(to_string(if("required_high_m" is null,null,if("required_low_m"="required_high_m",regexp_replace(to_string(round("required_high_m",1)),'\\.0$',''),regexp_replace(to_string(round("required_low_m",1)),'\\.0$','')||'–'||regexp_replace(to_string(round("required_high_m",1)),'\\.0$','')))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||' m'||'&lt;br&gt;') %][% if(('protects：'||represent_value("target",'target')) is null,'',replace(replace(replace(replace(coalesce(to_string('protects：'||represent_value("target",'target')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||'&lt;br&gt;') %][% if((replace(replace(replace(replace('{objects} objects, {residences} of them residences; {households} households known, unknown for {unknown} residences','{objects}',format_number("objects_inside",0)),'{residences}',format_number("residences_inside",0)),'{households}',format_number("households_inside",0)),'{unknown}',format_number("households_unknown",0))) is null,'','inside: '||replace(replace(replace(replace(coalesce(to_string(replace(replace(replace(replace('{objects} objects, {residences} of them residences; {households} households known, unknown for {unknown} residences','{objects}',format_number("objects_inside",0)),'{residences}',format_number("residences_inside",0)),'{households}',format_number("households_inside",0)),'{unknown}',format_number("households_unknown",0))),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %][% if(("standard"||' '||coalesce("clause",'')) is null,'','clause: '||replace(replace(replace(replace(coalesce(to_string("standard"||' '||coalesce("clause",'')),''),'&amp;','&amp;amp;'),'&lt;','&amp;lt;'),'&gt;','&amp;gt;'),'"','&amp;quot;')||''||'&lt;br&gt;') %]&lt;/div&gt;</mapTip>
  <layerGeometryType>2</layerGeometryType>
</qgis>
