// The stage of a running session. The deck is turned by the stream; what somebody presses at the stage
// itself (a clicker, the arrow keys) goes to the server, which knows who drives.

import "./session_channel.js";
import "./stage.js";
