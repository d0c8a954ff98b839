package org.muster.commandside.adapter.asyncapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v3/asyncapi}: the topics as {@code /v3/api-docs} describes the addresses. Open: it is the contract. */
@Hidden
@RestController
class AsyncApiController {

    /** Made when it is first asked for: whether the command side starts does not depend on its description. */
    private static final class Made {
        static final Map<String, Object> DOCUMENT = AsyncApi.document();
    }

    @GetMapping(path = "/v3/asyncapi", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> document() {
        return Made.DOCUMENT;
    }
}
