package network.cuckoo.contracts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.utils.Numeric;

/** Fills {@code {0}} (as it is), {@code {0:cai}}, {@code {0:time}}, {@code {0:kind}}, {@code {0:status}} and {@code {0:key}} in a sentence. */
final class SentenceTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::(\\w+))?}");
    private static final int CAI_DECIMALS = 18;

    private SentenceTemplate() {}

    static String fill(String template, List<String> arguments) {
        return PLACE.matcher(template).replaceAll(match -> {
            var argument = arguments.get(Integer.parseInt(match.group(1)));
            return Matcher.quoteReplacement(shown(argument, match.group(2)));
        });
    }

    private static String shown(String argument, String format) {
        return switch (format == null ? "plain" : format) {
            case "plain" -> argument;
            case "cai" -> cai(new BigInteger(argument)) + " CAI";
            case "time" -> time(new BigInteger(argument));
            case "kind" -> kind(argument);
            case "status" -> status(argument);
            case "key" -> new String(Numeric.hexStringToByteArray(argument), StandardCharsets.UTF_8).replace("\0", "");
            default -> throw new IllegalStateException("unknown format " + format);
        };
    }

    private static String cai(BigInteger wei) {
        var amount = new BigDecimal(wei, CAI_DECIMALS).stripTrailingZeros();
        return amount.signum() == 0 ? "0" : amount.toPlainString();
    }

    private static String time(BigInteger unixSeconds) {
        try {
            return Instant.ofEpochSecond(unixSeconds.longValueExact()).toString();
        } catch (ArithmeticException | DateTimeException tooFar) {
            return "second " + unixSeconds;
        }
    }

    private static String kind(String number) {
        return switch (number) {
            case "0" -> "nothing";
            case "1" -> "a miner";
            case "2" -> "a coordinator";
            default -> "kind " + number;
        };
    }

    private static String status(String number) {
        return switch (number) {
            case "0" -> "does not exist";
            case "1" -> "was opened and is not decided";
            case "2" -> "is decided and not executed";
            case "3" -> "was rejected";
            case "4" -> "was vetoed";
            case "5" -> "was executed";
            case "6" -> "expired";
            default -> "is in status " + number;
        };
    }
}
