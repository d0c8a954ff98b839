package org.muster.commandside.adapter.asyncapi;

import static org.muster.commandside.adapter.asyncapi.Json.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.EventCatalog;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.publishing.PublisherSettings;

/**
 * The topics, their messages and what Muster does with them, as an AsyncAPI 3.0 document. Commands and events come from the catalogs,
 * topics from the settings that the sides run with, so the document cannot fall behind.
 */
final class AsyncApi {

    private AsyncApi() {}

    /** A topic and its messages by name. */
    private record Channel(String name, String topic, String description, Map<String, Map<String, Object>> messages) {}

    static Map<String, Object> document() {
        List<Channel> channels = channels();
        Map<String, Object> messages = new LinkedHashMap<>();
        channels.forEach(channel -> messages.putAll(channel.messages()));
        return object(
                "asyncapi", "3.0.0",
                "info",
                        object(
                                "title",
                                "Muster: topics",
                                "version",
                                "1",
                                "description",
                                "Commands over Kafka and their answers; events, each once and in the order of its"
                                        + " subject; how far events are published. Everything is a CloudEvent 1.0"
                                        + " in Kafka's binary mode, but rejections and watermarks.",
                                "license",
                                object("name", "Apache-2.0")),
                "defaultContentType", "application/json",
                "servers",
                        object(
                                "kafka",
                                object(
                                        "host", "{bootstrap}",
                                        "protocol", "kafka",
                                        "description", "spring.kafka.bootstrap-servers of both sides",
                                        "variables",
                                                object(
                                                        "bootstrap",
                                                        object(
                                                                "default", "localhost:19092",
                                                                "description", "That of a local run")))),
                "channels", map(channels, AsyncApi::channel),
                "operations", operations(channels),
                "components", object("messages", messages));
    }

    private static List<Channel> channels() {
        Map<String, Map<String, Object>> commands = new LinkedHashMap<>();
        CommandCatalog.all().forEach(type -> commands.put(type.name(), Messages.command(type)));
        Map<String, Map<String, Object>> events = new LinkedHashMap<>();
        // Earlier versions, too: what is on record stays on the topic as it was stored.
        EventCatalog.all()
                .forEach(type -> IntStream.rangeClosed(1, type.version())
                        .forEach(version -> events.put(type.wireName(version), Messages.event(type, version))));
        return List.of(
                new Channel(
                        "commands",
                        CommandLoopSettings.COMMANDS_TOPIC,
                        "Commands of integrating systems. The key is the command's primary subject: commands of one key"
                                + " keep their order.",
                        commands),
                new Channel(
                        "results",
                        CommandLoopSettings.RESULTS_TOPIC,
                        "What rules decided, or would decide: one answer to each command, with its key.",
                        ResultMessages.results()),
                new Channel(
                        "rejected",
                        CommandLoopSettings.REJECTED_TOPIC,
                        "Records that no rule saw, and why: not a command, no right, the id of another command.",
                        Map.of("rejection", ResultMessages.rejection())),
                new Channel(
                        "events",
                        PublisherSettings.EVENTS_TOPIC,
                        "Every event, once. Read it with isolation.level=read_committed.",
                        events),
                new Channel(
                        "publication",
                        PublisherSettings.PUBLICATION_TOPIC,
                        "How far the events' topic reaches, in the same transaction as the events. Compacted.",
                        Map.of("watermark", Messages.watermark())));
    }

    private static Map<String, Object> channel(Channel channel) {
        Map<String, Object> messages = new LinkedHashMap<>();
        channel.messages()
                .keySet()
                .forEach(name -> messages.put(name, Json.reference("#/components/messages/" + name)));
        return object(
                "address", channel.topic(),
                "description", channel.description(),
                "messages", messages,
                "bindings", object("kafka", object("topic", channel.topic(), "bindingVersion", "0.5.0")));
    }

    /** By AsyncAPI's word, "receive" is what the described application does: Muster receives commands. */
    private static Map<String, Object> operations(List<Channel> channels) {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Channel channel : channels) {
            boolean receives = channel.name().equals("commands");
            Map<String, Object> operation = object(
                    "action", receives ? "receive" : "send",
                    "channel", Json.reference("#/channels/" + channel.name()),
                    "summary", channel.description());
            if (receives) {
                operation.put("reply", object("channel", Json.reference("#/channels/results")));
            }
            operations.put((receives ? "receive-" : "send-") + channel.name(), operation);
        }
        return operations;
    }

    private static Map<String, Object> map(List<Channel> channels, Function<Channel, Map<String, Object>> form) {
        Map<String, Object> map = new LinkedHashMap<>();
        channels.forEach(channel -> map.put(channel.name(), form.apply(channel)));
        return map;
    }
}
