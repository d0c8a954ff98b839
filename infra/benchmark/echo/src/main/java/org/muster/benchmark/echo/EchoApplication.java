package org.muster.benchmark.echo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The ceiling of the doors: Spring MVC verifies the token, reads the JSON and writes it back. */
@SpringBootApplication
@RestController
public class EchoApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EchoApplication.class, arguments);
    }

    @PostMapping("/commands/{name}")
    JsonNode echo(@RequestBody JsonNode body) {
        return body;
    }
}
