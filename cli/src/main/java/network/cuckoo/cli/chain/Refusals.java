package network.cuckoo.cli.chain;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.ContractError;

/** What a person is told when a call can't go through. */
public final class Refusals {
    private Refusals() {}

    /** The failure to end with. */
    public static CommandFailure of(Call call, Forecast forecast) {
        return switch (forecast) {
            case Forecast.Refused refused -> of(call.what(), refused.error());
            case Forecast.Fails fails ->
                new CommandFailure(ExitCode.REFUSED, call.what() + " is refused: " + fails.message());
            case Forecast.TooPoor poor -> new CommandFailure(ExitCode.FAILED, poor.message());
            case Forecast.Works works -> throw new IllegalStateException(call.what() + " is not refused");
            case Forecast.Untried untried -> throw new IllegalStateException(call.what() + " was not tried");
        };
    }

    static CommandFailure of(String what, ContractError error) {
        return CommandFailure.refusedByContract(what + " is refused: " + error.sentence(), error.name());
    }
}
