// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {CuckooStaking} from "../src/CuckooStaking.sol";
import {Escrow} from "../src/SettlementTypes.sol";
import {SettlementHandler} from "./support/SettlementHandler.sol";
import {Checks} from "./support/Vm.sol";

/// What holds after any sequence of deposits, roots, lies, rejections, claims and withdrawals. That an honest root once
/// final stays claimable, whatever is posted after it, is in the handler: none of its claims may fail.
contract SettlementInvariantsTest is Checks {
    SettlementHandler internal handler;
    CuckooSettlement internal settlement;
    CuckooStaking internal staking;
    uint256 internal stakes;

    function setUp() public {
        handler = new SettlementHandler();
        (address s, address t) = handler.contracts();
        settlement = CuckooSettlement(payable(s));
        staking = CuckooStaking(payable(t));
        stakes = t.balance;
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function invariant_allHold() public view {
        address coordinator = handler.coordinator();
        (address miner, address app, address accomplice) = handler.claimants();
        Escrow memory e = settlement.escrows(coordinator);
        same(e.deposited, handler.depositedByApps(), "deposited");
        same(e.withdrawn, handler.takenBack(), "withdrawn");
        holds(e.claimed <= e.committed, "claims never exceed what was set aside");
        holds(e.committed <= e.deposited - e.withdrawn, "what was set aside is there");
        uint256 left = e.deposited - e.withdrawn - e.claimed;
        same(address(settlement).balance, left + handler.forced(), "balance = deposited - withdrawn - claimed");
        same(settlement.uncommitted(coordinator), e.deposited - e.withdrawn - e.committed, "uncommitted");

        (uint256 committed, uint256 claimed) = handler.sums();
        same(e.committed, committed, "the amounts of the roots that stand");
        same(e.claimed, claimed, "what the roots paid");
        same(handler.paidToPool() + handler.paidToAccounts(), claimed, "each claim is somebody's");
        same(app.balance + accomplice.balance, handler.paidToAccounts(), "paid to the accounts");
        same(miner.balance, 0, "the pool's part went through the pool");
        same(address(staking).balance, stakes + handler.paidToPool(), "to the staking contract");
        same(bytes(handler.fault()).length, 0, handler.fault());
    }

    /// A handler that never gets anywhere would make every invariant hold.
    function test_handler_reachesEveryAction() public {
        uint256 random = 42;
        for (uint256 i = 0; i < 600; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            act(random % 9, random >> 8, random >> 80);
        }
        string[10] memory actions = [
            "deposit", "post", "lie", "reject", "claim", "refused", "requestEscrow", "withdrawEscrow", "force", "wait"
        ];
        for (uint256 i = 0; i < actions.length; ++i) {
            holds(handler.done(actions[i]) >= 5, string.concat("hardly ever done: ", actions[i]));
        }
        invariant_allHold();
    }

    function act(uint256 action, uint256 a, uint256 b) private {
        if (action == 0) handler.deposit(a);
        else if (action < 3) handler.post(a, b, uint8(a >> 200));
        else if (action == 3) handler.reject(a);
        else if (action < 6) handler.claim(a, b % 2 == 0);
        else if (action == 6) handler.requestEscrow(a);
        else if (action == 7) handler.withdrawEscrow(a);
        else if (a % 2 == 0) handler.force(b);
        else handler.wait(uint32(b));
    }
}
