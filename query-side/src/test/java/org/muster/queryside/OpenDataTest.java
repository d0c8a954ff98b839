package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.DomainEvent;

/** Figures for everybody, where the operator says so: no small cell, and what a reader needs to know of them. */
class OpenDataTest {

    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        querySide = new RunningQuerySide("--muster.query.open-data-public=true");
        List<DomainEvent> events = new ArrayList<>(List.of(
                History.established("UNMISET", "One mission"), History.established("UNMIL", "Another mission")));
        for (int person = 0; person < 15; person++) {
            events.add(History.deployed(
                    "A" + person,
                    "V" + person,
                    person < 12 ? "UNMISET" : "UNMIL",
                    Category.INTERNATIONAL_SPECIALIST,
                    "2002-06-01"));
        }
        querySide.publishAndApply(events);
    }

    @AfterAll
    static void close() {
        querySide.close();
    }

    @Test
    void lists_its_datasets_with_all_that_a_reader_needs_to_know() throws Exception {
        HttpResponse<String> answer = querySide.getAs(null, "/open-data");

        assertThat(answer.statusCode()).isEqualTo(200);
        DocumentContext datasets = JsonPath.parse(answer.body());
        assertThat(datasets.<List<String>>read("$[*].dataset"))
                .containsExactly("gender-by-month", "region-by-month", "nationality-by-month");
        for (String member :
                List.of("definition", "updateFrequency", "limitations", "classification", "retention", "title")) {
            assertThat(datasets.<List<String>>read("$[*]." + member))
                    .as(member)
                    .hasSize(3)
                    .allSatisfy(text -> assertThat(text).isNotBlank());
        }
        assertThat(datasets.<List<Boolean>>read("$[*].personalData")).containsOnly(false);
        assertThat(datasets.<List<String>>read("$[0].columns[*].name"))
                .containsExactly("month", "mission", "value", "persons");
    }

    @Test
    void publishes_no_small_cell_and_none_that_follows_from_a_total() throws Exception {
        for (String dataset : List.of("gender-by-month", "region-by-month", "nationality-by-month")) {
            HttpResponse<String> answer = querySide.getAs(null, "/open-data/" + dataset);

            assertThat(answer.statusCode()).as(dataset).isEqualTo(200);
            assertThat(JsonPath.<List<Map<String, Object>>>read(answer.body(), "$.rows[?(@.month == '2002-07')]"))
                    .as(dataset)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(((Number) row.get("persons")).intValue() >= 5
                                    || "WITHHELD".equals(row.get("value")))
                            .isTrue());
        }
    }

    @Test
    void is_a_file_for_spreadsheets_too() throws Exception {
        HttpResponse<String> answer = querySide.getAs(null, "/open-data/gender-by-month.csv");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("\uFEFF\"month\",\"mission\",\"value\",\"persons\"")
                .contains("\"2002-07\",,\"OTHERS\",15");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"muster-gender-by-month.csv\"");
        assertThat(answer.headers().firstValue("Link")).hasValue("</open-data/gender-by-month>; rel=\"describedby\"");
    }

    @Test
    void knows_its_datasets_and_opens_nothing_else() throws Exception {
        assertThat(JsonPath.<String>read(
                        querySide.getAs(null, "/open-data/names").body(), "$.code"))
                .isEqualTo("UNKNOWN_DATASET");
        assertThat(querySide.getAs(null, "/open-data/names.csv").statusCode()).isEqualTo(404);
        assertThat(querySide.getAs(null, "/reports/headcount").statusCode()).isEqualTo(401);
    }
}
