package network.cuckoo.cli.staking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.sign.ChecksumAddress;

/** A candidate and how much, as people type it: {@code 0x…=500CAI}. @param amount empty for all, where that makes sense */
public record CandidateAmount(OwnerAddress candidate, AmountOrAll amount) {
    /** @throws IllegalArgumentException if the text is not an address, an equals sign and an amount or {@code all} */
    public static CandidateAmount parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new IllegalArgumentException("not ADDRESS=AMOUNT: '" + text + "' (write 0x…=500CAI)");
        }
        return new CandidateAmount(
                new OwnerAddress(
                        ChecksumAddress.parseTyped(text.substring(0, sign).strip())),
                AmountOrAll.parse(text.substring(sign + 1)));
    }

    /**
     * The candidates of a command in the order in which they were named: one by {@code --candidate} and {@code --amount}, or several.
     *
     * @param option names the several
     * @throws CommandFailure if there are none, both kinds, half of the first, or one candidate twice
     */
    static Map<OwnerAddress, AmountOrAll> chosen(
            Optional<OwnerAddress> candidate,
            Optional<AmountOrAll> amount,
            String option,
            List<CandidateAmount> several) {
        boolean single = candidate.isPresent() || amount.isPresent();
        if (single == !several.isEmpty() || candidate.isPresent() != amount.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "which candidate, and how much? Give --candidate ADDRESS with --amount AMOUNT, or " + option
                            + " ADDRESS=AMOUNT once or several times");
        }
        Map<OwnerAddress, AmountOrAll> chosen = new LinkedHashMap<>();
        candidate.ifPresent(one -> chosen.put(one, amount.orElseThrow()));
        for (CandidateAmount each : several) {
            if (chosen.put(each.candidate(), each.amount()) != null) {
                throw new CommandFailure(ExitCode.USAGE, option + " names " + each.candidate() + " twice");
            }
        }
        return chosen;
    }
}
