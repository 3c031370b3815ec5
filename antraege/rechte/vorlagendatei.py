"""Rights around the files of a paper, motions to change it, and the district's Word template."""

from __future__ import annotations

from antraege.models import Vorlage
from antraege.rechte.gremium import GESCHAEFTSSTELLE
from antraege.rechte.grund import Recht, im_stand

S = Vorlage.Status

RECHTE: dict[str, Recht] = {
    "vorlage.tischvorlage_ablegen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
    "vorlage.aenderungsantrag_erfassen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
    "vorlage.aenderungsantrag_entscheiden": Recht(
        GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN, S.BESCHLOSSEN),)
    ),
    "hausvorlage.ersetzen": Recht(GESCHAEFTSSTELLE),
}
