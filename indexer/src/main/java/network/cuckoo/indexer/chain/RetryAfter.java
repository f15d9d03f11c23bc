package network.cuckoo.indexer.chain;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HTTP's {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date, which is held against the answer's own {@code Date} so that
 * no two clocks are compared. What can't be read says nothing.
 */
final class RetryAfter {
    /** No node is left alone for longer, whatever it asks. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    static Optional<Duration> in(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches() ? Optional.of(seconds(text)) : until(text, headers))
                .map(RetryAfter::bounded);
    }

    private static Duration seconds(String digits) {
        return digits.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Duration> until(String date, HttpHeaders headers) {
        return headers.firstValue("Date")
                .flatMap(RetryAfter::instant)
                .flatMap(now -> instant(date).map(then -> Duration.between(now, then)));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
