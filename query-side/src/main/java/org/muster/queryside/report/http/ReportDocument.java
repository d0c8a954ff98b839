package org.muster.queryside.report.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.render.Form;
import org.muster.web.openapi.OpenApiConfiguration;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.problem.FieldError;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Describes every report in the OpenAPI document, from its description. */
@Component
@Order(0)
class ReportDocument implements GlobalOpenApiCustomizer {

    private final List<Report> reports;

    ReportDocument(List<Report> reports) {
        this.reports = reports;
    }

    @Override
    public void customise(OpenAPI api) {
        reports.forEach(report -> {
            describe(api, report.description());
            if (report.hasChanges()) {
                describeChanges(api, report.description());
            }
        });
    }

    private static void describeChanges(OpenAPI api, ReportDescription report) {
        Schema<?> row = type("object", null);
        report.columns().forEach(column -> row.addProperty(column.name(), orNull(column)));
        Schema<?> change = type("object", null);
        change.addProperty("before", nullable(row));
        change.addProperty("after", nullable(row));
        Schema<?> event = type("object", null);
        event.addProperty("position", type("integer", "int64"));
        event.addProperty("recordedAt", type("string", "date-time"));
        event.addProperty("mission", nullable(type("string", null)));
        event.addProperty("event", type("string", null));
        Schema<?> answer = type("object", null);
        answer.addProperty("changes", array(change));
        answer.addProperty("events", array(event));
        answer.addProperty("moreEvents", type("boolean", null));
        answer.setRequired(List.of("changes", "events", "moreEvents"));
        Operation operation = new Operation()
                .operationId("changes-" + report.name())
                .addTagsItem("reports")
                .summary("What changed in: " + report.title())
                .addSecurityItem(new SecurityRequirement()
                        .addList(
                                OpenApiConfiguration.BEARER,
                                report.access().name().toLowerCase(Locale.ROOT)))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("The rows that differ, and the events between that changed what"
                                                + " the report reads, at most 1000")
                                        .content(new Content()
                                                .addMediaType("application/json", new MediaType().schema(answer)))));
        ChangesEndpoint.parametersOf(report).forEach(parameter -> operation.addParametersItem(described(parameter)));
        api.path(report.path() + ReportEndpoints.CHANGES, new PathItem().get(operation));
    }

    private static Schema<?> array(Schema<?> item) {
        Schema<?> array = type("array", null);
        array.setItems(item);
        return array;
    }

    private static void describe(OpenAPI api, ReportDescription report) {
        String schema = "Report_" + report.name().replace('-', '_');
        api.getComponents().addSchemas(schema, answer(report));
        Content content = new Content();
        for (Form form : Form.BY_ACCEPT) {
            content.addMediaType(
                    form.mediaType().toString(),
                    new MediaType()
                            .schema(
                                    form == Form.JSON
                                            ? new Schema<>().$ref("#/components/schemas/" + schema)
                                            : type("string", null)));
        }
        ApiResponse answered = new ApiResponse()
                .description(report.definition())
                .content(content)
                .addHeaderObject(
                        Parameters.POSITION.name(),
                        new Header()
                                .description("Every event up to this position is in the answer")
                                .schema(type("integer", "int64")))
                .addHeaderObject(
                        "ETag",
                        new Header()
                                .description("For If-None-Match, which is answered 304")
                                .schema(type("string", null)));
        Operation operation = new Operation()
                .operationId("report-" + report.name())
                .addTagsItem("reports")
                .summary(report.title())
                .description(report.definition())
                .addSecurityItem(new SecurityRequirement()
                        .addList(
                                OpenApiConfiguration.BEARER,
                                report.access().name().toLowerCase(Locale.ROOT)))
                .responses(new ApiResponses().addApiResponse("200", answered));
        ReportEndpoint.parametersOf(report).forEach(parameter -> operation.addParametersItem(described(parameter)));
        api.path(report.path(), new PathItem().get(operation));
    }

    private static Parameter described(DeclaredParameter<?> parameter) {
        return new Parameter()
                .in(parameter.place().name())
                .name(parameter.name())
                .required(parameter.required())
                .description(parameter.description())
                .schema(parameter.format().schema());
    }

    private static Schema<?> answer(ReportDescription report) {
        Schema<?> row = type("object", null);
        for (Column column : report.columns()) {
            row.addProperty(column.name(), orNull(column));
        }
        Schema<?> rows = type("array", null);
        rows.setItems(row);
        Schema<?> answer = type("object", null);
        answer.addProperty("report", type("string", null));
        report.parameters().stream()
                .filter(parameter -> parameter.place() == FieldError.Place.query)
                .forEach(parameter ->
                        answer.addProperty(parameter.name(), parameter.format().schema()));
        answer.addProperty("knownAt", nullable(type("string", "date-time")));
        answer.addProperty("position", type("integer", "int64"));
        answer.addProperty("definition", type("string", null));
        answer.addProperty(
                "why",
                type("string", null)
                        .description("A URI template over a row's members: where the assignments behind it are"));
        answer.addProperty(report.rowsName(), rows);
        answer.setRequired(List.of("report", "knownAt", "position", "definition", report.rowsName()));
        return answer;
    }

    private static Schema<?> orNull(Column column) {
        return nullable(schema(column)).description(column.description());
    }

    private static Schema<?> schema(Column column) {
        return switch (column.kind()) {
            case TEXT -> type("string", null);
            case TEXTS -> texts();
            case WHOLE -> type("integer", "int64");
            case DECIMAL -> type("number", null);
            case DATE -> type("string", "date");
            case MONTH -> {
                Schema<?> month = type("string", null);
                month.setPattern("^[0-9]{4}-[0-9]{2}$");
                yield month;
            }
            case FLAG -> type("boolean", null);
        };
    }

    private static Schema<?> texts() {
        Schema<?> texts = type("array", null);
        texts.setItems(type("string", null));
        return texts;
    }

    private static Schema<?> nullable(Schema<?> schema) {
        Set<String> types = new TreeSet<>(schema.getTypes());
        types.add("null");
        schema.setTypes(types);
        return schema;
    }

    private static Schema<?> type(String type, String format) {
        return new JsonSchema().typesItem(type).format(format);
    }
}
