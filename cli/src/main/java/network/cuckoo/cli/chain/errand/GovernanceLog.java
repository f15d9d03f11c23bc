package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.Utils;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** What the contracts keep no list of and only their events tell: council members, referees, models' policies, what is announced. */
final class GovernanceLog {
    private final ChainAccess chain;
    private final NetworkContracts contracts;

    GovernanceLog(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
    }

    /** Members of the council now, as far as they were appointed since the network's first block. */
    List<Address> council(Address governor) {
        CuckooGovernor binding = Bindings.governor(chain, governor);
        Set<Address> members = new LinkedHashSet<>();
        Optional<String> role = Optional.of(Numeric.toHexString(Council.PROPOSER_ROLE));
        for (Log log : logs(governor, CuckooGovernor.ROLEGRANTED_EVENT, role)) {
            members.add(Address.parse(CuckooGovernor.getRoleGrantedEventFromLog(log).account));
        }
        return members.stream()
                .filter(member -> ChainAccess.read(binding.hasRole(Council.PROPOSER_ROLE, member.hex())))
                .toList();
    }

    /** Referees now, in the order of their first appointment. */
    List<Address> referees() {
        Set<Address> named = new LinkedHashSet<>();
        for (List<Type> change : changes("referee", org.web3j.abi.datatypes.Address.class, Bool.class)) {
            named.add(Address.parse((String) change.getFirst().getValue()));
        }
        CuckooStaking staking = Bindings.staking(chain, contracts.staking());
        return named.stream()
                .filter(account -> ChainAccess.read(staking.isReferee(account.hex())))
                .toList();
    }

    /** For each model with a policy {@code MODEL: POLICY}, both 32 bytes in hex. */
    List<String> policies() {
        Map<Hash32, Hash32> policies = new LinkedHashMap<>();
        for (List<Type> change : changes("modelPolicy", Bytes32.class, Bytes32.class)) {
            policies.put(hash(change.getFirst()), hash(change.getLast()));
        }
        return policies.entrySet().stream()
                .filter(each -> !each.getValue().equals(Hash32.ZERO))
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /** Announced calls that were neither carried out nor cancelled, oldest first. */
    List<Rule.Announcement> announced(Address governor) {
        CuckooGovernor binding = Bindings.governor(chain, governor);
        Set<Rule.Announcement> waiting = new LinkedHashSet<>(); // once, also if it was cancelled and announced again
        for (Log log : logs(governor, CuckooGovernor.CALLSCHEDULED_EVENT, Optional.empty())) {
            var call = CuckooGovernor.getCallScheduledEventFromLog(log);
            BigInteger readyAt = ChainAccess.read(binding.getTimestamp(call.id));
            if (readyAt.compareTo(GovernErrands.DONE) > 0) {
                waiting.add(new Rule.Announcement(
                        Hash32.of(call.id), AnnouncedCall.told(call, contracts.staking()), readyAt.longValueExact()));
            }
        }
        return List.copyOf(waiting);
    }

    private List<List<Type>> changes(String key, Class<? extends Type<?>> first, Class<? extends Type<?>> second) {
        List<TypeReference<?>> form = List.of(TypeReference.create(first), TypeReference.create(second));
        List<List<Type>> changes = new ArrayList<>();
        for (Log log : logs(contracts.staking(), CuckooStaking.PARAMETERCHANGED_EVENT, Optional.of(topic(key)))) {
            byte[] value = CuckooStaking.getParameterChangedEventFromLog(log).value;
            changes.add(FunctionReturnDecoder.decode(Numeric.toHexString(value), Utils.convert(form)));
        }
        return changes;
    }

    private List<Log> logs(Address contract, Event event, Optional<String> topic) {
        return Logs.of(chain, contract, contracts.startBlock(), event, List.of(topic));
    }

    /** A short text as Solidity keeps it in 32 bytes: followed by zeros. */
    private static String topic(String key) {
        String hex = Numeric.toHexString(key.getBytes(StandardCharsets.US_ASCII));
        return hex + "0".repeat(2 + 64 - hex.length());
    }

    private static Hash32 hash(Type<?> value) {
        return Hash32.of((byte[]) value.getValue());
    }
}
