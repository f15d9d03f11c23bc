// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {StakingWorld} from "./StakingWorld.sol";

/// A test that begins in a fresh world.
abstract contract StakingTest is StakingWorld {
    function setUp() public virtual {
        begin();
    }
}
