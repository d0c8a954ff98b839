package org.muster.queryside.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The regions of the UN's standard M49, by ISO 3166-1 alpha-3 code. Former states (ISO 3166-3) are in the region they lay in. Codes that M49 does not
 * list, Kosovo's XKX among them, are in none: {@value #NONE}.
 */
public final class Regions {

    public static final String NONE = "OTHER";

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

    /** Their names, in the order of the alphabet; the last one stands for none of them. */
    public static List<String> names() {
        return Stream.concat(REGION_OF.values().stream().distinct().sorted(), Stream.of(NONE))
                .toList();
    }

    /** Narrows {@code volunteer v} to a region, with the parameters of {@link #parameters}. */
    public static final String FILTER =
            "(:region::text is null or (coalesce(v.nationality, '') = any (string_to_array(:regionCodes, ' '))) = :regionListed)";

    /** What {@link #FILTER} needs; that of {@value #NONE} are all that are not listed in any. */
    public static Map<String, Object> parameters(Optional<String> region) {
        boolean listed = region.filter(NONE::equals).isEmpty();
        String codes = REGION_OF.entrySet().stream()
                .filter(entry ->
                        !listed || region.filter(entry.getValue()::equals).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        return Map.of("regionCodes", codes, "regionListed", listed);
    }

    /** The region of a nationality; {@value #NONE} if it is in none. */
    public static String of(String nationality) {
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
