package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.methods.response.Log;

/** What one account has in the contracts. */
public final class AccountBook {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;

    public AccountBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
    }

    /**
     * A part of a pool.
     *
     * @param value wei at the rate of now; what cools is not in it
     * @param rewards wei that can be claimed now
     */
    public record Position(Address candidate, BigInteger shares, Wei value, Wei rewards) {}

    /**
     * Shares on their way out.
     *
     * @param value wei at the rate of now
     * @param readyAt from when on they can be withdrawn as far as is known, Unix seconds
     */
    public record Cooling(BigInteger id, Address candidate, BigInteger shares, Wei value, BigInteger readyAt) {}

    /**
     * All of it.
     *
     * @param balance outside the contracts
     * @param credit commissions, returned bonds, the treasury's parts
     */
    public record Account(
            Address address, Wei balance, Wei free, Wei credit, List<Position> positions, List<Cooling> cooling) {
        public Account {
            positions = List.copyOf(positions);
            cooling = List.copyOf(cooling);
        }
    }

    /** What this account has at the head. */
    public Account of(Address account) {
        List<Position> positions = new ArrayList<>();
        for (Address candidate : candidatesOf(account)) {
            BigInteger shares = reader.shares(account, candidate);
            Wei rewards = reader.rewards(account, candidate);
            if (shares.signum() > 0 || rewards.compareTo(Wei.ZERO) > 0) {
                positions.add(new Position(candidate, shares, reader.value(account, candidate), rewards));
            }
        }
        List<Cooling> cooling = new CoolingBook(chain, contracts)
                .of(account).stream()
                        .map(entry ->
                                new Cooling(entry.id(), entry.candidate(), entry.shares(), entry.value(), entry.free()))
                        .toList();
        return new Account(
                account, chain.balanceOf(account), reader.free(account), reader.credit(account), positions, cooling);
    }

    /** The candidates that this account ever voted for. */
    List<Address> candidatesOf(Address account) {
        List<Address> candidates = new ArrayList<>();
        for (Log log : Logs.of(
                chain,
                contracts.staking(),
                contracts.startBlock(),
                CuckooStaking.POSITIONCHANGED_EVENT,
                List.of(Logs.topic(account), Optional.empty()))) {
            Address candidate = Address.parse(CuckooStaking.getPositionChangedEventFromLog(log).candidate);
            if (!candidates.contains(candidate)) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }
}
