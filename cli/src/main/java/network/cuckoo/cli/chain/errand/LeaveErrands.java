package network.cuckoo.cli.chain.errand;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/** A staker's way out of a pool: unvote, cooldown, withdraw. */
public final class LeaveErrands {
    private final StakingReader reader;
    private final CoolingBook book;

    public LeaveErrands(ChainAccess chain, NetworkContracts contracts) {
        this.reader = new StakingReader(chain, contracts);
        this.book = new CoolingBook(chain, contracts);
    }

    /** A part of a position that is to go. @param wanted what it is worth at least; empty for the whole position */
    public record Leaving(OwnerAddress from, Optional<Wei> wanted) {}

    /** Starts the cooldown of votes, in one transaction. */
    public Errand unvote(Address account, List<Leaving> leavings) {
        Moments moments = reader.moments();
        long readyAt = moments.now() + reader.parameters().cooldown.longValueExact();
        var errand = new Errand("unvote").fact("staker", account).fact("readyAt", readyAt);
        ArrayNode told = errand.facts().putArray("positions");
        List<String> candidates = new ArrayList<>();
        List<BigInteger> shares = new ArrayList<>();
        for (Leaving leaving : leavings) {
            Address candidate = leaving.from().address();
            candidates.add(candidate.hex());
            shares.add(tell(errand, told.addObject(), account, candidate, leaving.wanted()));
        }
        errand.note("they cool until about " + moments.at(readyAt)
                + "; until they are withdrawn they are cut with the pool, and they earn nothing and weigh nothing");
        return errand.call(Call.of(
                        "taking shares out of " + (candidates.size() == 1 ? "the pool of " : "the pools of ")
                                + String.join(", ", candidates),
                        reader.address(),
                        reader.binding().unvote(candidates, shares)))
                .after(landed -> told(errand, CoolingBook.started(landed)));
    }

    /** @return the shares that go */
    private BigInteger tell(Errand errand, ObjectNode told, Address account, Address candidate, Optional<Wei> wanted) {
        BigInteger held = reader.shares(account, candidate);
        PoolRates rates = reader.rates(candidate);
        refuseTooMuch(account, candidate, held, rates.valueOf(held), wanted);
        BigInteger shares = wanted.map(rates::sharesWorth).orElse(held).min(held);
        Wei worth = rates.valueOf(shares);
        errand.note("takes " + shares + " of " + held + " shares out of the pool of " + candidate + ", worth "
                + worth.toCai() + " now at a rate of " + rates.rate()
                + " (shares are whole; rounded up to at least the amount)");
        told.put("candidate", candidate.hex()).put("shares", shares.toString()).put("worthWei", worth.toString());
        warnOwner(errand, account, candidate, rates.valueOf(held.subtract(shares)));
        return shares;
    }

    private static void refuseTooMuch(
            Address account, Address candidate, BigInteger held, Wei value, Optional<Wei> wanted) {
        wanted.filter(amount -> amount.compareTo(value) > 0).ifPresent(amount -> {
            throw CommandFailure.refusedByContract(
                    "the position of " + account + " in the pool of " + candidate + " is worth " + value.toCai()
                            + ", less than " + amount.toCai() + "; `all` takes all of it",
                    "InsufficientShares");
        });
        if (held.signum() == 0 || wanted.filter(Wei.ZERO::equals).isPresent()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    account + " has " + value.toCai() + " in the pool of " + candidate
                            + " that could be taken back; the amount must be more than zero");
        }
    }

    private static String told(Errand errand, List<BigInteger> ids) {
        if (ids.isEmpty()) {
            return "";
        }
        ArrayNode list = errand.facts().putArray("coolingIds");
        ids.forEach(id -> list.add(id.longValueExact()));
        String options = String.join(" ", ids.stream().map(id -> "--id " + id).toList());
        String all = String.join(", ", ids.stream().map(BigInteger::toString).toList());
        return "cooling " + (ids.size() == 1 ? "entry " : "entries ") + all + "; when ready: cuckoo chain withdraw "
                + options;
    }

    private void warnOwner(Errand errand, Address account, Address candidate, Wei left) {
        CuckooStaking.Candidate registration = reader.candidate(candidate);
        if (!account.equals(candidate) || !registration.registered) {
            return;
        }
        Wei least = reader.minimum(CandidateKind.of(registration.kind.intValueExact()));
        if (left.compareTo(least) < 0) {
            errand.note("the own stake falls to " + left.toCai() + ", below the minimum of " + least.toCai()
                    + ": the candidate becomes inactive and gets no work");
        }
    }

    /**
     * Ends cooled entries.
     *
     * @param ids which; empty for all that are ready
     * @param toFree into free stake instead of being paid out
     */
    public Errand withdraw(Address account, List<BigInteger> ids, boolean toFree) {
        List<CoolingBook.Entry> entries = ids.isEmpty() ? ready(account) : named(account, ids);
        var errand = new Errand("withdraw").fact("account", account).fact("toFree", toFree);
        Wei sum = Wei.ZERO;
        List<BigInteger> chosen = new ArrayList<>();
        for (CoolingBook.Entry entry : entries) {
            errand.note("entry " + entry.id() + ": " + entry.shares() + " shares of the pool of " + entry.candidate()
                    + ", worth " + entry.value().toCai() + " now");
            sum = sum.plus(entry.value());
            chosen.add(entry.id());
        }
        errand.note((toFree ? "adds " : "pays ") + sum.toCai() + (toFree ? " to the free stake" : " out") + " of "
                        + account)
                .fact("amountWei", sum)
                .fact("ids", chosen.toString());
        return errand.call(Call.of(
                "withdrawing entries " + chosen,
                reader.address(),
                reader.binding().withdraw(chosen, toFree)));
    }

    private List<CoolingBook.Entry> ready(Address account) {
        Moments moments = reader.moments();
        List<CoolingBook.Entry> all = book.of(account);
        List<CoolingBook.Entry> ready =
                all.stream().filter(entry -> entry.isReady(moments)).toList();
        if (ready.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    all.isEmpty()
                            ? account + " has nothing that cools; `unvote` comes first"
                            : "nothing of " + account + " is ready; the next is entry "
                                    + all.getFirst().told(moments));
        }
        return ready;
    }

    private List<CoolingBook.Entry> named(Address account, List<BigInteger> ids) {
        Moments moments = reader.moments();
        List<CoolingBook.Entry> entries = ids.stream().map(book::entry).toList();
        for (CoolingBook.Entry entry : entries) {
            if (!entry.staker().equals(account)) {
                throw CommandFailure.refusedByContract(
                        entry.staker().equals(Address.ZERO)
                                ? "there is no cooling entry " + entry.id() + ", or it was withdrawn already"
                                : "cooling entry " + entry.id() + " belongs to " + entry.staker() + ", not to "
                                        + account,
                        entry.staker().equals(Address.ZERO) ? "CoolingUnknown" : "CoolingNotYours");
            }
            if (!entry.isReady(moments)) {
                throw CommandFailure.refusedByContract("cooling entry " + entry.told(moments), "CoolingNotReady");
            }
        }
        return entries;
    }
}
