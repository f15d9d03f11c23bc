package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final String NOW = "Wed, 21 Oct 2015 07:28:00 GMT";

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", " 7 , 7", "60, 60", "61, 60", "999999999999999999999999, 60"})
    void seconds_areTaken_upToAMinute(String header, long seconds) {
        assertThat(wait(header)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'Wed, 21 Oct 2015 07:28:07 GMT', 7",
        "'Wed, 21 Oct 2015 07:20:00 GMT', 0",
        "'Thu, 22 Oct 2015 07:28:00 GMT', 60"
    })
    void date_isHeldAgainstTheAnswersOwn(String header, long seconds) {
        assertThat(wait(header)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5", "''", "'Wed, 21 Foo 2015 07:28:07 GMT'"})
    void whatCantBeRead_saysNothing(String header) {
        assertThat(wait(header)).isEmpty();
    }

    @Test
    void noHeader_orADateWithoutAnother_saysNothing() {
        assertThat(RetryAfter.in(headers(Map.of("Date", NOW)))).isEmpty();
        assertThat(RetryAfter.in(headers(Map.of("Retry-After", NOW)))).isEmpty();
        assertThat(RetryAfter.in(headers(Map.of("Retry-After", NOW, "Date", "today"))))
                .isEmpty();
    }

    private static Optional<Duration> wait(String header) {
        return RetryAfter.in(headers(Map.of("retry-after", header, "date", NOW)));
    }

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}
