package org.muster.web.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers with a problem what fails outside every controller, so that no stack trace or HTML page is ever sent. */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    /** Written here and not by Spring, which looks at the address that was refused, and fails over one that is none. */
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemWriter.write(Problem.of(WebProblem.of(status instanceof Integer code ? code : 404)), request, response);
    }
}
