package org.muster.queryside.report.demographics;

import java.util.HashMap;
import java.util.Map;

/**
 * The regions of the UN's standard M49, by ISO 3166-1 alpha-3 code. Former states (ISO 3166-3) are in the region they lay in. Codes that M49 does not
 * list, Kosovo's XKX among them, are in none: {@value #NONE}.
 */
final class Regions {

    static final String NONE = "OTHER";

    private static final Map<String, String> REGION_OF = new HashMap<>();

    static {
        put("AFRICA", """
                DZA EGY LBY MAR SDN TUN ESH BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD UGA TZA ZMB ZWE IOT ATF
                AGO CMR CAF TCD COG COD GNQ GAB STP BWA SWZ LSO NAM ZAF BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO
                ZAR DHY HVO""");
        put("AMERICAS", """
                AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR
                BLZ CRI SLV GTM HND MEX NIC PAN ARG BOL BVT BRA CHL COL ECU FLK GUF GUY PRY PER SGS SUR URY VEN BMU CAN GRL SPM USA ANT""");
        put("ASIA", """
                KAZ KGZ TJK TKM UZB CHN HKG MAC PRK JPN MNG KOR BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM
                AFG BGD BTN IND IRN MDV NPL PAK LKA ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM
                TMP BUR YMD""");
        put("EUROPE", """
                BLR BGR CZE HUN POL MDA ROU RUS SVK UKR ALA DNK EST FRO FIN GGY ISL IRL IMN JEY LVA LTU NOR SJM SWE GBR
                ALB AND BIH HRV GIB GRC VAT ITA MLT MNE MKD PRT SMR SRB SVN ESP AUT BEL FRA DEU LIE LUX MCO NLD CHE
                YUG SCG CSK DDR SUN""");
        put("OCEANIA", """
                AUS CXR CCK HMD NZL NFK FJI NCL PNG SLB VUT GUM KIR MHL FSM NRU MNP PLW UMI ASM COK PYF NIU PCN WSM TKL TON TUV WLF""");
    }

    private Regions() {}

    static String of(String nationality) {
        return REGION_OF.getOrDefault(nationality, NONE);
    }

    private static void put(String region, String codes) {
        for (String code : codes.split("\\s+")) {
            if (REGION_OF.put(code, region) != null) {
                throw new IllegalStateException(code + " is in two regions");
            }
        }
    }
}
