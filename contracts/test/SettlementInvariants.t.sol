// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooSettlement} from "../src/CuckooSettlement.sol";
import {CuckooStaking} from "../src/CuckooStaking.sol";
import {Escrow, Root} from "../src/SettlementTypes.sol";
import {SettlementHandler} from "./support/SettlementHandler.sol";
import {Checks} from "./support/Vm.sol";

/// What holds after any sequence of deposits, roots, rejections, claims and withdrawals. That a root once final stays
/// claimable is in the handler: none of its claims may fail.
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
        (address miner, address app) = handler.claimants();
        Escrow memory e = settlement.escrows(coordinator);
        same(e.deposited, handler.depositedByApps(), "deposited");
        same(e.withdrawn, handler.takenBack(), "withdrawn");
        holds(e.claimed <= e.deposited - e.withdrawn, "claims never exceed the escrow");
        uint256 left = e.deposited - e.withdrawn - e.claimed;
        same(address(settlement).balance, left + handler.forced(), "balance = deposited - withdrawn - claimed");

        uint256 toPool = settlement.claimed(coordinator, miner, true);
        uint256 toApp = settlement.claimed(coordinator, app, false);
        same(toPool + toApp, e.claimed, "each claim is somebody's");
        same(app.balance, toApp, "paid to the account");
        same(miner.balance, 0, "the pool's part went through the pool");
        same(address(staking).balance, stakes + toPool, "to the staking contract");

        Root memory root = settlement.roots(coordinator, settlement.standingEpoch(coordinator));
        holds(!root.rejected, "what stands was not rejected");
        holds(root.cumulativeTotal <= e.deposited - e.withdrawn, "what is committed is there");
        uint256 committed = root.cumulativeTotal > e.claimed ? root.cumulativeTotal : e.claimed;
        same(settlement.uncommitted(coordinator), e.deposited - e.withdrawn - committed, "uncommitted");
        same(bytes(handler.fault()).length, 0, handler.fault());
    }

    /// A handler that never gets anywhere would make every invariant hold.
    function test_handler_reachesEveryAction() public {
        uint256 random = 42;
        for (uint256 i = 0; i < 600; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            act(random % 9, random >> 8, random >> 80);
        }
        string[8] memory actions =
            ["deposit", "post", "reject", "claim", "requestEscrow", "withdrawEscrow", "force", "wait"];
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
