package network.cuckoo.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened to a task, as the event stream told it.
 *
 * @param seq 1 for the first
 * @param kind e.g. {@code ASSIGNED} or {@code PROGRESS}
 */
public record TaskEventLine(long seq, String kind, JsonNode data) {}
