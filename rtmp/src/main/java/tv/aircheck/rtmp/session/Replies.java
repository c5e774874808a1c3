package tv.aircheck.rtmp.session;

import java.util.List;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.message.Command;

/** The commands a server answers with. */
final class Replies {
  static final String STATUS = "status";
  static final String ERROR = "error";

  private static final int FORWARD = 4;
  private static final int CAPABILITIES = 31;

  /** Multitrack, ModEx and its nanosecond offsets are passed on. */
  private static final int EXTENSIONS = 2 | 4 | 8;

  private Replies() {}

  static Command result(Command to, Object... values) {
    return Command.of("_result", to.transactionId(), values);
  }

  static Command error(Command to, String code, String words) {
    return Command.of("_error", to.transactionId(), null, info(ERROR, code, words));
  }

  static Command onStatus(String level, String code, String words) {
    return onStatus(info(level, code, words));
  }

  static Command onStatus(AmfObject info) {
    return Command.of("onStatus", 0, null, info);
  }

  static AmfObject info(String level, String code, String words) {
    return AmfObject.object().put("level", level).put("code", code).put("description", words);
  }

  /** Both objects are needed, and the code by the letter: gst looks at them. */
  static Command connected(Command connect, boolean enhanced) {
    AmfObject server =
        AmfObject.object()
            .put("fmsVer", "FMS/3,0,1,123")
            .put("capabilities", CAPABILITIES)
            .put("mode", 1);
    AmfObject info =
        info(STATUS, StatusCode.CONNECT_SUCCESS, "Connection succeeded.").put("objectEncoding", 0);
    if (enhanced) {
      AmfObject all = AmfObject.object().put("*", FORWARD);
      info.put("fourCcList", List.of("*"))
          .put("videoFourCcInfoMap", all)
          .put("audioFourCcInfoMap", all)
          .put("capsEx", EXTENSIONS);
    }
    return result(connect, server, info);
  }
}
