package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/** The steps of a case. */
public final class CaseErrands {
    private final ChainAccess chain;
    private final StakingReader reader;

    public CaseErrands(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.reader = new StakingReader(chain, contracts);
    }

    /**
     * What somebody is accused of.
     *
     * @param resultDigest what it is about; serves once against a candidate if the case is executed
     * @param evidence hash of what lies at {@code uri}
     * @param offenceAt Unix seconds; empty: the head's time
     */
    public record Accusation(
            OwnerAddress candidate, Hash32 resultDigest, Hash32 evidence, String uri, Optional<Long> offenceAt) {}

    /** Opens a case; through the governor if the sender is of its council. */
    public Errand propose(Address sender, Accusation accusation) {
        Address accused = accusation.candidate().address();
        Address accuser = new Accusers(chain, reader).accuser(sender, accused);
        boolean inNetworksName = accuser.equals(reader.governor());
        CuckooStaking.Parameters terms = reader.parameters();
        var bond = new Wei(reader.governance().caseBond);
        Moments moments = reader.moments();
        long offenceAt = accusation.offenceAt().orElse(moments.now());
        long deadline = moments.now() + terms.caseWindow.longValueExact();
        var errand = new Errand("case-propose")
                .note("accuses " + accused + " of a fault at " + moments.at(offenceAt) + ", digest "
                        + accusation.resultDigest())
                .note("the bond of " + bond.toCai() + " comes back as credit"
                        + (inNetworksName ? " of the governor, which its council takes out by `govern`," : "")
                        + " unless the case is rejected: then half goes to the accused, half to the treasury")
                .note("freezes the pool of " + accused + ", worth " + new Wei(reader.pool(accused).tokens).toCai()
                        + ", until " + moments.at(deadline) + ": no withdrawals, no votes by others")
                .note("unless it is executed, " + accuser + " can accuse " + accused + " again "
                        + Moments.span(terms.accusationPause) + " after its rejection, veto or deadline")
                .fact("accuser", accuser)
                .fact("candidate", accused)
                .fact("bondWei", bond)
                .fact("offenceAt", offenceAt)
                .fact("deadline", deadline);
        Call call = proposal(sender, accusation, offenceAt, bond);
        return errand.call(call)
                .after(landed -> CuckooStaking.getCaseOpenedEvents(landed.receipt()).stream()
                        .findFirst()
                        .map(opened -> {
                            errand.fact("case", opened.id.longValueExact());
                            return "case " + opened.id + " is open; see: cuckoo chain case show " + opened.id;
                        })
                        .orElse(""));
    }

    private Call proposal(Address sender, Accusation accusation, long offenceAt, Wei bond) {
        String what = "accusing " + accusation.candidate();
        String accused = accusation.candidate().hex();
        byte[] digest = accusation.resultDigest().bytes();
        byte[] evidence = accusation.evidence().bytes();
        BigInteger time = BigInteger.valueOf(offenceAt);
        Optional<CuckooGovernor> governor = governorOf(sender);
        if (governor.isPresent()) {
            return Call.paying(
                    what + " in the network's name",
                    reader.governor(),
                    governor.get()
                            .accuse(
                                    reader.address().hex(),
                                    accused,
                                    digest,
                                    evidence,
                                    accusation.uri(),
                                    time,
                                    bond.value()),
                    bond);
        }
        return Call.paying(
                what,
                reader.address(),
                reader.binding().propose(accused, digest, evidence, accusation.uri(), time, bond.value()),
                bond);
    }

    /** The accused's answer. */
    public Errand answer(BigInteger id, Hash32 hash, String uri) {
        CuckooStaking.Case accusation = there(id);
        return new Errand("case-answer")
                .note("answers case " + id + " against " + accusation.candidate + ", once and for all; the arbiter may"
                        + " decide from then on")
                .fact("case", id.longValueExact())
                .call(Call.of(
                        "answering case " + id,
                        reader.address(),
                        reader.binding().answer(id, hash.bytes(), uri)));
    }

    /** The arbiter's decision. @param basisPoints of the pool; 0 rejects */
    public Errand decide(BigInteger id, int basisPoints) {
        CuckooStaking.Case accusation = there(id);
        Wei pool = new Wei(reader.pool(Address.parse(accusation.candidate)).tokens);
        CuckooStaking.Parameters terms = reader.parameters();
        Moments moments = reader.moments();
        var errand = new Errand("case-decide").fact("case", id.longValueExact()).fact("bps", basisPoints);
        if (basisPoints == 0) {
            errand.note("rejects case " + id + ": half of the bond of " + new Wei(accusation.bond).toCai()
                    + " goes to the accused, half to the treasury");
        } else {
            long from = moments.now() + terms.vetoWindow.longValueExact();
            errand.note("decides case " + id + ": " + StakeErrands.percent(BigInteger.valueOf(basisPoints))
                            + " of the pool of " + accusation.candidate + " are to be cut, "
                            + pool.basisPoints(basisPoints).toCai() + " of " + pool.toCai() + " now")
                    .note("the governor may veto until about " + moments.at(from)
                            + "; then anybody may execute it before " + moments.at(accusation.deadline))
                    .fact("cutWei", pool.basisPoints(basisPoints));
        }
        return errand.call(Call.of(
                "deciding case " + id, reader.address(), reader.binding().decide(id, BigInteger.valueOf(basisPoints))));
    }

    /** The governor's veto, by a member of its council or by the governor itself. */
    public Errand veto(Address sender, BigInteger id) {
        there(id);
        Optional<CuckooGovernor> governor = governorOf(sender);
        String what = "vetoing case " + id;
        return new Errand("case-veto")
                .note("stops case " + id + " for ever; the bond returns to its proposer, the pool stays frozen until"
                        + " the case's deadline")
                .fact("case", id.longValueExact())
                .call(governor.map(contract -> Call.of(
                                what,
                                reader.governor(),
                                contract.veto(reader.address().hex(), id)))
                        .orElseGet(() ->
                                Call.of(what, reader.address(), reader.binding().veto(id))));
    }

    /** The cut; by anybody. */
    public Errand execute(BigInteger id) {
        CuckooStaking.Case accusation = there(id);
        Wei pool = new Wei(reader.pool(Address.parse(accusation.candidate)).tokens);
        int bps = accusation.bps.intValueExact();
        Wei cut = pool.basisPoints(bps);
        Wei toTreasury = cut.basisPoints(reader.governance().treasuryShareBps.intValueExact());
        return new Errand("case-execute")
                .note("executes case " + id + ": cuts " + cut.toCai() + ", " + StakeErrands.percent(accusation.bps)
                        + " of the pool of " + accusation.candidate + " (cooling shares included); "
                        + toTreasury.toCai()
                        + " go to the treasury, " + cut.minus(toTreasury).toCai() + " are burned")
                .fact("case", id.longValueExact())
                .fact("cutWei", cut)
                .fact("toTreasuryWei", toTreasury)
                .call(Call.of(
                        "executing case " + id,
                        reader.address(),
                        reader.binding().execute(id)));
    }

    /** Ends a case that was not executed in time; by anybody. */
    public Errand expire(BigInteger id) {
        there(id);
        return new Errand("case-expire")
                .note("closes case " + id
                        + ", which was not executed by its deadline; the bond returns to its proposer")
                .fact("case", id.longValueExact())
                .call(Call.of(
                        "closing case " + id, reader.address(), reader.binding().expire(id)));
    }

    private CuckooStaking.Case there(BigInteger id) {
        CuckooStaking.Case found = ChainAccess.read(reader.binding().cases(id));
        if (CaseStatus.of(found.status) == CaseStatus.NONE) {
            throw new CommandFailure(ExitCode.REFUSED, "there is no case " + id);
        }
        return found;
    }

    /** The governor contract, unless the sender is the governor itself or a coordinator on its own. */
    private Optional<CuckooGovernor> governorOf(Address sender) {
        return Council.memberOf(chain, reader.governor(), sender)
                ? Optional.of(Bindings.governor(chain, reader.governor()))
                : Optional.empty();
    }
}
