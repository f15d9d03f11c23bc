// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../../src/CuckooStaking.sol";
import {Parameters, Pool} from "../../src/StakingTypes.sol";

/// The staking contract with a slash that anybody may make, to see what pools do at a rate below one.
contract StakingHarness is CuckooStaking {
    address internal constant DEAD = 0x000000000000000000000000000000000000dEaD;

    constructor(Parameters memory p) CuckooStaking(p) {}

    function slash(address candidate, uint256 bps) external returns (uint256 cut) {
        Pool storage p = _pools[candidate];
        cut = p.tokens * bps / 10_000;
        p.tokens -= cut;
        _poolChanged(candidate);
        _candidateTouched(candidate, true);
        _send(DEAD, cut);
    }
}
