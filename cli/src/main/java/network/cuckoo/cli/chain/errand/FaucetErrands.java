package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.contracts.CuckooFaucet;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;

/** A test network's faucet. */
public final class FaucetErrands {
    private final ChainAccess chain;
    private final CuckooFaucet faucet;
    private final Address address;

    /** @throws CommandFailure if there is no contract at the address */
    public FaucetErrands(ChainAccess chain, Address faucet) {
        this.chain = chain;
        this.address = faucet;
        if (!chain.hasContract(faucet)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "chain " + chain.chainId() + " has no contract at " + faucet + " (given as --faucet)");
        }
        this.faucet = Bindings.faucet(chain, faucet);
    }

    /** Gives a portion to somebody; the sender pays the gas. */
    public Errand give(Address receiver) {
        var portion = new Wei(ChainAccess.read(faucet.PORTION()));
        BigInteger wait = ChainAccess.read(faucet.WAIT());
        return new Errand("faucet")
                .note("gives " + portion.toCai() + " of test tokens to " + receiver + "; its next portion is due in "
                        + Moments.span(wait))
                .note("the faucet holds " + chain.balanceOf(address).toCai())
                .fact("receiver", receiver)
                .fact("amountWei", portion)
                .call(Call.of("a faucet's portion for " + receiver, address, faucet.give(receiver.hex())));
    }

    /** Fills it. */
    public Errand fill(Wei amount) {
        return new Errand("faucet-fill")
                .note("puts " + amount.toCai() + " into the faucet, which holds "
                        + chain.balanceOf(address).toCai() + "; nobody can take them out but portion by portion")
                .fact("amountWei", amount)
                .call(Call.payment(address, amount));
    }
}
