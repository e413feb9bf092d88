"""The words by which programmes are recognised, as search keys (no accents).

French and English stand together: many programmes mix them.
"""

import re
from functools import lru_cache

from events.text import search_key


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def starts_with(phrases: str) -> re.Pattern[str]:
    """A pattern for keys that begin with one of the phrases, separated by commas."""
    ordered = sorted((p.strip() for p in phrases.split(",")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(ordered)})(?![^\W_])")


WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "lundi lun monday mon",
            "mardi mar tuesday tue tues",
            "mercredi mer wednesday wed",
            "jeudi jeu thursday thu thur thurs",
            "vendredi ven friday fri",
            "samedi sam saturday sat",
            "dimanche dim sunday sun",
        )
    )
    for word in words.split()
}
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for word in words.split()
}

# What a row is, by its first words. The first kind that fits wins.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "meal",
        starts_with(
            "pique nique, picnic, panier repas, paniers repas, gouter, "
            "dejeuner, pause dejeuner, pause repas, pause meridienne, lunch, buffet, "
            "pause buffet, cocktail, diner, dinner, repas, aperitif, aperitifs, apero, "
            "banquet, reception, wine reception, drinks, drinks reception, pot, "
            "pot de cloture, pot de l amitie, pot amical, verre de l amitie, vin d "
            "honneur, gala, conference dinner, workshop dinner, gala dinner, "
            "cocktail dinatoire, cocktail dejeunatoire, dejeuner buffet, sandwich, "
            "sandwiches, light lunch, buffet lunch, working lunch, plateau repas, "
            "plateaux repas, pause de midi, pause du midi, pause dejeunatoire, "
            "dejeuner libre, evening reception, welcome reception, closing reception, "
            "verre de cloture, pot de depart, soiree, barbecue, supper, brunch, "
            "free lunch, networking lunch, optional dinner, speakers dinner"
        ),
    ),
    (
        "break",
        starts_with(
            "pause, pauses, coffee, tea, tea break, coffee break, break, short break, "
            "morning break, afternoon break, cafe, the, comfort break, interruption, "
            "refreshments, morning coffee, afternoon coffee, morning tea, "
            "afternoon tea, screen break, recreation, entracte, intermission, "
            "biscuit break, health break, networking break, refreshment break, "
            "courte pause, petite pause"
        ),
    ),
    (
        "closing",
        starts_with(
            "conclusion, conclusions, cloture, synthese, closing, concluding, wrap up, "
            "wrapup, wrap up session, mot de la fin, mots de la fin, mot de cloture, "
            "mots de conclusion, mot de conclusion, remarques conclusives, "
            "remarques finales, propos conclusifs, propos de cloture, final remarks, "
            "final comments, final words, farewell, end of, end, ends, fin de, fin "
            "des, fin, "
            "releve de conclusion, questions et conclusion, discussion et "
            "conclusion, discussion and closing, releve de conclusions, bilan, bilan "
            "et, perspectives, "
            "perspectives et conclusion, allocution de cloture, allocutions de "
            "cloture, finish, "
            "discours de cloture, discussion conclusive, ceremonie de cloture, "
            "seance de cloture, session de cloture, general conclusion, "
            "general conclusions, summary and closing, summing up, adjourn, close, "
            "rapport de synthese, regards conclusifs, goodbye, closure, "
            "elements de conclusion, en guise de conclusion, pour conclure, "
            "final synthesis, synthesis, next steps and, thanks and close"
        ),
    ),
    (
        "debate",
        starts_with(
            "debat, debats, discussion, discussions, echange, echanges, table ronde, "
            "tables rondes, round table, roundtable, q a, q and a, questions, "
            "resonances et debat, plenary discussion, general discussion, "
            "panel discussion, open discussion, discussion generale, temps d echange, "
            "temps d echanges, temps de discussion, questions reponses, questions and, "
            "grand debat, final discussion, group discussion, plenary debate, debate, "
            "joint discussion, collective discussion, panel debate, open floor, "
            "roundtable discussion, closing discussion, forum, grande table ronde, "
            "premiere table ronde, deuxieme table ronde, seconde table ronde, "
            "troisieme table ronde, closing roundtable, closing round table, "
            "table ronde conclusive, mise en debat, reaction de la salle, "
            "reactions de la salle, closing panel discussion, plenary roundtable, "
            "plenary round table, final roundtable, final round table"
        ),
    ),
    (
        "welcome",
        starts_with(
            "walk in, cafe de bienvenue, the d accueil, accueil, registration, "
            "inscription, inscriptions, arrivee, arrivees, "
            "welcome, welcome coffee, cafe d accueil, cafe de bienvenue, "
            "petit dejeuner, petit dejeuner d accueil, emargement, doors open, "
            "doors, sign in, enregistrement, retrait des badges, check in, "
            "ouverture des portes, arrival, arrivals, coffee and registration, "
            "registration and coffee, tea and registration, breakfast, bienvenue, "
            "accueil cafe, cafe accueil, reception of participants, "
            "welcome tea, welcome breakfast, welcome and registration, "
            "coffee and welcome, coffee registration, remise des badges, get together, "
            "badge collection, late registration"
        ),
    ),
    (
        "other",
        starts_with(
            "veillee, sortie, sorties, deliberation, deliberations, proclamation, "
            "remise, remise du prix, remise des diplomes, pub, ateliers au choix, "
            "atelier au choix, fieldtrip, "
            "field trip, excursions, jury, visioconference de, team building, "
            "travail en ateliers, travail en sous groupes, hackathon, demo, demos, "
            "demonstrations, demonstration, stands, networking, social evening, "
            "assemblee generale de, elections, election, bourse aux, jeu, quiz, "
            "visite, visites, visit, poster, posters, poster session, session posters, "
            "session poster, assemblee, assemblee generale, general assembly, annual "
            "general meeting, agm, business meeting, excursion, projection, screening, "
            "film screening, exposition, exhibition, vernissage, concert, signature, "
            "guided tour, tour, campus tour, remise de prix, remise des prix, "
            "award ceremony, awards, prize giving, temps libre, free time, spectacle, "
            "performance, reunion, meeting of, departure, depart, photo, group photo, "
            "photo de groupe, photo de famille, balade, promenade, walking tour, walk, "
            "museum visit, city tour, vote, board meeting, steering committee, "
            "comite de pilotage, library visit, lancement, social programme, "
            "social event, optional visit, presentation des posters, members meeting, "
            "group work, travail en groupes, travaux de groupe, lab tour"
        ),
    ),
)
# A welcome that is a speech, with or without names.
SPEECH = re.compile(
    r"\b(?:mots? (?:d accueil|de bienvenue|d ouverture|d introduction)|"
    r"ouverture(?! des portes)|"
    r"opening|introduction|remarks|address|addresses|allocutions?|presentation|"
    r"discours|propos (?:introductifs|liminaires))\b"
)
COFFEE = re.compile(r"\b(?:cafe|coffee|tea|breakfast)\b")
WELCOME_COFFEE = re.compile(
    r"\b(?:cafe|the|petit dejeuner) (?:d accueil|de bienvenue)|\bwelcome (?:coffee|"
    r"tea)\b|"
    r"\bcoffee and registration\b|\baccueil cafe\b"
)
# « Résonances et débat avec l’ensemble de la salle », « Questions et échanges ».
DEBATE_WITHIN = re.compile(
    r"\b(?:debats?|echanges?|discussion) avec (?:la salle|le public|l ensemble|les)|"
    r"\bquestions? de la salle\b|\bet (?:debats?|discussions?)$|\b(?:table ronde|"
    r"round ?table)$|\band discussion$|^(?:case|closing|open|final|free|plenary) "
    r"discussions?$|"
    r"^(?:\w+ ){1,2}panel$"
)
# « Remise des prix et clôture », « Prizes and closing remarks »
CLOSING_BESIDES = re.compile(
    r"\b(?:et|and) (?:mots? de )?(?:cloture|conclusions?|close|closing|"
    r"closing remarks|concluding remarks|farewell)(?: (?:de|du|des) .*)?$"
)
OTHER_WITHIN = re.compile(
    r"\bposters?$|\bposter session\b|^(?:ag|agm)$|^flash posters\b|^ag (?:de|du)\b|"
    r"\btour de table$|^(?:book )?signing\b|\bbook signing$|\blightning talks$|"
    r"^(?:\w+ )?evaluation"
    r"(?: (?:de la|du|des|of the|de l|et)\b|$)|"
    r"^free (?:morning|afternoon|evening|time)\b|\b(?:hike|excursion)$|"
    r"^(?:matinee|apres midi|journee|soiree) libre\b|"
    r"^(?:problemes ouverts|open problems?)\b|"
    r"^(?:\w+ )?(?:competition|concours|quiz)(?: results)?$|"
    r"^coupure (?:du|de)\b|\bribbon cutting\b|^retour (?:a|au|en|vers)\b|"
    r"^(?!the |a |an )(?:\w+ ){1,2}visit$|^problem session$|^breakout groups?\b|"
    r"^rapports? (?:moral|financier|d activite)\b|"
    r"^return (?:to|by)\b|^(?:randonnee|marche|sortie|dedicaces?|"
    r"seance de dedicaces?)\b|"
    r"^(?:tirage au sort|essais|installation des?|montage des?|embarquement)\b|"
    r"\bet visite (?:du|de|des)\b|\band (?:site |lab )?(?:visit|tour)\b|"
    r"^(?:guided|optional|self guided|lab|campus|city|site|garden) "
    r"(?:visit|tour|walk)s?\b|^balade\b"
)
BREAK_WITHIN = re.compile(r"\b(?:coffee|tea) break\b|\bpause cafe\b")
MEAL_WITHIN = re.compile(
    r"^(?:pause|break) .*\b(?:dejeuner|lunch|repas)\b|\blunch break\b|"
    r"^(?:farewell|closing|final|optional|group|informal|shared|festive|annual) "
    r"(?:\w+ )?(?:lunch|dinner|drinks|reception|buffet|brunch|barbecue)\b|"
    r"^(?!registration|welcome|arrival)(?:\w+ ){1,2}(?:dinner|lunch|banquet|"
    r"supper|picnic|brunch|barbecue|reception)$|"
    r"^(?:dejeuner|diner|lunch|dinner|buffet|cocktail) "
)

# « Dégustation et déjeuner sur place »
MEAL_BESIDES = re.compile(
    r"\b(?:et|and) (?:dejeuner|diner|buffet|cocktail|repas|lunch|dinner|drinks)\b"
)

# « Session 1 », « 2e partie », « Premier panel », « Axe A »: talks stand below.
_SESSION_NOUNS = (
    "session|seance|panel|axe|atelier|theme|thematique|partie|part|stream|track|"
    "workshop|bloc|block|volet|module|section|strand"
)
_ORDINALS = (
    r"(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|first|"
    r"second|third|fourth|fifth|sixth|parallel|thematic|morning|afternoon|"
    r"[0-9]{1,2} ?(?:re|ere|er|e|eme|nd|nde|st|rd|th))"
)
SESSION = re.compile(
    rf"(?:{_ORDINALS} (?:{_SESSION_NOUNS})|"
    rf"(?:{_SESSION_NOUNS})s? (?:(?:n|no|numero) ?)?[0-9]{{1,2}}[a-h]?|"
    r"sessions? (?:paralleles?|thematiques?|pleniere)|parallel sessions?|"
    r"ateliers? (?:paralleles?|thematiques?|en parallele|au choix))(?![^\W_])"
)
SESSION_ALONE = re.compile(
    rf"(?:{_SESSION_NOUNS}|symposium|table ronde)s?\s*(?:[:–—]|-\s)", re.IGNORECASE
)
SESSION_LETTER = re.compile(
    rf"(?i:{_SESSION_NOUNS})s?\s(?:n°\s?)?(?:[A-H][0-9]?|[IVX]{{1,4}}|one|two|three|"
    rf"four|"
    r"One|Two|Three|Four)(?![\w’'])"
)
# « 1A: Tides », « B2 – Harbours »
SESSION_CODE = re.compile(r"(?:[0-9]{1,2}[A-H]|[A-H][0-9]{1,2})\s?[:.–—-]\s")
# « II. L’eau sale »
ROMAN = re.compile(
    r"(I{1,3}|IV|VI{0,3}|IX|X)\s?(?:[.)/:]|[–—-](?=\s))\s*(?=[^\W\d_]|[«“\"])"
)
PANEL = re.compile(r"(?:closing |final |expert )?panel(?![^\W_])")
WORKSHOP = re.compile(r"(?:[0-9a-z]+ )?(?:ateliers?|workshops?)(?![^\W_])")
PARALLEL = re.compile(r"\b(?:paralleles?|parallel|au choix|simultanes?|breakout)\b")

# What stands before a talk and says what it is.
LABEL = starts_with(
    "intervention, conference, conference inaugurale, conference pleniere, "
    "conference invitee, conference introductive, conference d ouverture, "
    "conference de cloture, communication, keynote, keynote lecture, keynote speech, "
    "keynote address, keynote talk, keynote speaker, plenary, plenary lecture, "
    "plenary talk, plenary session, invited talk, invited lecture, invited speaker, "
    "opening keynote, closing keynote, opening lecture, closing lecture, "
    "public lecture, inaugural lecture, guest lecture, guest talk, guest speaker, "
    "memorial lecture, annual lecture, distinguished lecture, special lecture, "
    "talk, paper, lecture, presentation, pleniere, "
    "lecon inaugurale, lecon, expose, temoignage, grand temoin, seance pleniere, "
    "session pleniere, conferencier invite, conferenciere invitee, opening plenary, "
    "closing plenary, exposes, temoignages, interventions, communications"
)
# « The Edwina Sale Lecture: X, Title »
NAMED_LECTURE = re.compile(
    r"(?:the )?(?:[a-z]+ ){1,4}(?:memorial |annual )?(?:lecture|address|keynote)"
)
# What a title in quotation marks may be that of.
WORK = re.compile(
    r" (?:ouvrage|livre|film|projet|revue|recueil|roman|dossier|exposition|book|"
    r"documentaire|rapport|collection|spectacle|piece|serie|podcast|journal|report|"
    r"project|exhibition)$"
)
# Those that are no title even when there is no other.
EMPTY_LABEL = re.compile(
    r"(?:intervention|communication|talk|paper|presentation|expose)s?"
    r"(?: (?:n |no |numero )?[0-9]{1,2})?"
)
# « Allocution de X », « Conférence de X »: who speaks stands after « de ».
SPEECH_OF = starts_with(
    "intervention, interventions, conference, conference inaugurale, "
    "conference introductive, conference pleniere, conference d ouverture, "
    "conference de cloture, communication, allocution, allocutions, "
    "allocution d ouverture, allocutions d ouverture, allocution de bienvenue, "
    "allocution de cloture, mot de bienvenue, mots de bienvenue, mot d accueil, "
    "mots d accueil, mot d ouverture, mots d ouverture, mot d introduction, discours, "
    "discours d ouverture, expose, lecture, keynote, talk, remarks, address, "
    "opening remarks, closing remarks, welcome, welcome remarks, opening address, "
    "welcome address, introduction, conclusion, conclusions, synthese, ouverture, "
    "accueil, mot de conclusion, mot de la fin, mot de cloture, temoignage, "
    "temoignages, reaction, reactions, contrepoint, recit, presentation, "
    "lecon, lecon inaugurale, mots de cloture, "
    "propos introductifs, propos conclusifs, introduction generale, "
    "conclusion generale, concluding remarks, paper, grand temoin, "
    "discours de cloture, discours de bienvenue, "
    "keynote lecture, keynote address, plenary lecture, invited lecture, "
    "invited talk, guest lecture, guest talk, memorial lecture, annual lecture, "
    "ouverture du colloque, ouverture de la journee, "
    "ouverture des travaux, introduction de la journee, introduction du colloque"
)

# Functions in a session, by the words that announce them.
_SESSION_OF = r"(?: de (?:la )?(?:seance|session|table ronde|panel|matinee|journee))?"
FUNCTIONS: tuple[tuple[str, str], ...] = (
    (
        "chair",
        rf"(?:sous la )?pr[ée]sidences?{_SESSION_OF}(?: de (?=[A-ZÀ-Þ]))?|"
        rf"pr[ée]sidente?s?(?:[·.\-]e)?(?:\(e\))?{_SESSION_OF.replace('?', '', 0)}|"
        r"pr[ée]sid[ée]e?s?[ ]par|pr[ée]s\.?|session chairs?|panel chairs?|chair(?:s|"
        r"ed|ing)?"
        r"(?:person|man|woman)?(?: by)?|co-?chairs?|presid(?:ing|ed over by)|"
        r"s[ée]ance pr[ée]sid[ée]e par|convenors?|conveners?|convened by",
    ),
    (
        "discussant",
        r"(?:r[ée]pondante?s?|discutante?s?)(?:[·.\-]e?s?){0,2}(?:\(e\))?|"
        r"discussants?|discussion par|"
        r"respondents?|discussion|discut[ée]e?s? par|discussed by|mise en discussion|"
        r"mise en discussion par",
    ),
    (
        "moderator",
        r"mod[ée]ration|mod[ée]rateurs?(?:[·.\-/]?(?:trice|rice)s?)?|mod[ée]ratrices?|"
        r"anim[ée]e?s? (?:et mod[ée]r[ée]e? )?par|animation|"
        r"anim(?:ateurs?|atrices?)|mod[ée]r[ée]e?s? par|"
        r"moderators?|moderated by|facilitators?|facilitated by|hosted by|led by",
    ),
)

PRESIDENT = re.compile(r"president(?:e|s|es)?")

PLACE = starts_with(
    "salle, salles, amphi, amphitheatre, amphitheatres, hall, room, rooms, auditorium, "
    "batiment, bat, foyer, cafeteria, restaurant, crous, building, lecture hall, "
    "lecture theatre, lecture room, seminar room, conference room, main hall, "
    "grand amphi, grand amphitheatre, petit amphi, petit amphitheatre, "
    "grande salle, petite salle, terrasse, atrium, lieu, location, venue, "
    "theatre, cour, espace, campus, site, maison, main auditorium, "
    "grand hall, main building, first floor, ground floor, second floor, "
    "rez de chaussee, 1er etage, 2e etage, premier etage, library, "
    "bibliotheque, mediatheque, great hall, council chamber, boardroom, board room, "
    "salon, salons, centre de conferences, studio, chapelle, grand salon, "
    "cloitre, jardin, online, en ligne, zoom, en visioconference, visioconference, "
    "marquee, dining hall, dining room, canteen, committee room, common room, "
    "upstairs, downstairs, galerie, gallery, main lecture theatre, "
    "restaurant universitaire, entrance hall, hall d entree, hall d accueil, "
    "amphithéatre, aula, old library, senate room, town hall"
)
PLACE_ALONE = starts_with(
    "salle, salles, amphi, amphitheatre, room, rooms, auditorium, batiment, "
    "lecture hall, lecture theatre, seminar room, conference room, grand amphi, "
    "grand amphitheatre, grande salle, petite salle, lieu, location, venue, "
    "lecture room, main hall, hall, committee room"
)

PLACE_WITHIN = re.compile(
    r"\b(?:salle|room|amphi|amphitheatre|auditorium|batiment|building|lecture theatre) "
    r"(?:[0-9][\w ]{0,8}|[a-z]|[a-z][0-9]{1,3})$"
)
NAMES_PLACE = re.compile(
    r"\b(?:salle|hall|foyer|cafeteria|restaurant|brasserie|amphi|amphitheatre|jardin|"
    r"cour|bibliotheque|mezzanine|atrium|patio|room|canteen|library|garden|terrasse|"
    r"refectoire|cantine|cloitre|etage|floor|lobby|auditorium)\b"
)
PLACE_LAST = re.compile(
    r"^(?:\w+ ){1,3}(?:foyer|hall|atrium|auditorium|lobby|room|theatre|"
    r"lab|studio|rooms|gallery)$"
)
# « Accueil dans le hall », « Déjeuner au restaurant universitaire ».
PLACE_AT_END = re.compile(
    r"\s+(?:dans (?:le |la |l['’])|en (?=salle|amphi)|à la |à l['’]|au )"
    r"(?P<place>(?:hall|salle|amphi|foyer|cafétéria|atrium|"
    r"bâtiment|grand hall|rez)(?![^\W\d_]).{0,60})$",
    re.IGNORECASE,
)
# Under these headings the programme is over.
AFTER = starts_with(
    "informations pratiques, information pratique, infos pratiques, practical "
    "information, practicalities, practical details, inscription obligatoire, "
    "inscription gratuite, inscription, inscriptions, modalites d inscription, "
    "contact, contacts, comite scientifique, comite d organisation, "
    "comite organisateur, organisation, organisateurs, organisatrices, organisateur, "
    "organisatrice, organising committee, organizing committee, organisers, "
    "organizers, scientific committee, partenaires, partners, sponsors, acces, "
    "plan d acces, comment venir, lieu, lieux, venue, how to get there, getting there, "
    "bibliographie, references, references bibliographiques, bibliography, "
    "telecharger, download, resumes, resumes des communications, abstracts, "
    "biographies, biographical notes, notes biographiques, speakers biographies, "
    "about the speakers, about the event, a propos, entree libre, free entry, "
    "pour s inscrire, s inscrire, register, registration is, registration and, "
    "avec le soutien, with the support, supported by, funded by, renseignements, "
    "informations, information, plus d informations, more information, "
    "for more information, pour plus d informations, further information, "
    "remerciements, acknowledgements, adresse, address, hebergement, accommodation, "
    "site web, website, tarifs, fees, responsables scientifiques, "
    "responsable scientifique, coordination scientifique, conception, cette journee, "
    "secretariat, hon secretary, honorary secretary, secretary, treasurer, "
    "organised by, organized by, organise par, organisee par, "
    "journee organisee, manifestation organisee, direction scientifique, "
    "comites, le comite, the organising committee, retransmission, "
    "la journee sera, la participation est, participation is, attendance is, "
    "entree gratuite, accessibilite, accessibility, travel, notes, documents, "
    "book of abstracts, livret des resumes, presentation des intervenants, "
    "bien cordialement, cordialement, bien a vous, best wishes, kind regards, "
    "best regards, regards, sincerely, merci de, dans l attente, "
    "coordination, steering committee members, please register, email, mail, tel, "
    "telephone, e mail, courriel, suivez nous, follow us, credits, mentions legales"
)
FINAL = starts_with(
    "bibliographie, references, references bibliographiques, bibliography, works cited"
)
PROGRAMME = starts_with(
    "programme, program, schedule, agenda, timetable, deroule, deroulement, "
    "preprogramme, pre programme, avant programme, programme detaille, horaires"
)
HALVES = re.compile(
    r"(?:le |in the )?(?:matin|matinee|apres midi|soir|soiree|morning|afternoon|"
    r"evening|"
    r"morning session|afternoon session|am|pm)"
    r"(?: (?:du |de |of )?(?:[a-z]+ )?(?:[0-9 ]+)?(?:[a-z]+)?(?: [0-9]{4})?)?"
)
ABSTRACT = starts_with("resume, abstract, argument, argumentaire, mots cles, keywords")
PEOPLE_FOLLOW = starts_with(
    "avec, intervenants, intervenantes, intervenant, intervenante, speakers, speaker, "
    "participants, participantes, participant, participante, with, invites, panelists, "
    "panellists, presenters, presenter, panel members, invitees, en presence de, par, "
    "by, tutor, tutors, instructor, instructors, formateur, formatrice, formateurs, "
    "trainer, trainers, panel, in discussion with, panellists include, speakers "
    "include, contributors, auteurs, auteur, autrice, authors, author, "
    "avec la participation de, conferencier, conferenciere, orateur, oratrice, "
    "orateurs, communicants, invite, invitee, "
    "participating, featuring, panelist, panellist, intervenant e s, intervenant es, "
    "participant es, invite es, intervention de, interventions de, in conversation "
    "with, "
    "orateurs et oratrices, presented by, presente par, presentee par, introduced by, "
    "introduit par, prononcee par, grand temoin, grande temoin"
)

# What announces who speaks, before a colon.
SPEAKERS = (
    "speakers?", "presenters?", "intervenants?", "intervenantes?", "orateurs?",
    "oratrices?", "auteurs?", "authors?", "panell?ists?", "avec", "with",
)  # fmt: skip

INSTITUTIONS = _words(
    "universite universites univ university universities universitat universiteit "
    "universita universidad universidade uni laboratoire labo lab laboratory centre "
    "center institut institute instituto istituto ecole school college faculte faculty "
    "departement department dept cnrs ehess ens inserm inrae inra ird msh umr upr ea "
    "ur museum musee museum academie academy ministere ministry association fondation "
    "foundation societe society conseil council agence agency mairie rectorat hopital "
    "hospital chu inspe espe iut iae ined inalco iep sorbonne bibliotheque library "
    "archives archive bnf polytechnique cnam ephe ucl lse mit irts etsup epss caf ccas "
    "chrs sessad itep esat chair observatoire observatory federation reseau network "
    "groupe group equipe team programme project projet pole unite unit service "
    "services direction office bureau prefecture region metropole commune ville city "
    "lycee theatre hochschule akademie universitaire gymnasium trust company "
    "entreprise cabinet hospices clinique clinic commission committee comite syndicat "
    "union ong ngo unesco oecd ocde onu uqam ulb ucla nyu kcl soas politecnico "
    "consortium collectif collective institution master licence doctorat uclouvain "
    "ecomusee academia ch chru chs ehpad ghu aphp ifsi ifas irfss bu bm ens ed "
    "press presses editions maison international national nationale europe "
    "european france research recherche sciences science po studies etudes"
)
# How the words of functions begin (« professeure », « doctorante », « directrice »…).
ROLE_STEMS = tuple(
    "professeur professor prof. enseignant maitre maitresse mcf pu-ph doctorant "
    "docteur "
    "docteure postdoc post-doc chercheu directeur directrice responsable charge "
    "chargee ingenieur etudiant formateur formatrice educateur educatrice "
    "coordinateur coordinatrice coordonnateur coordonnatrice chef cheffe president "
    "presidente vice-president vice membre psycholog sociolog historien anthropolog "
    "geograph philosoph economiste politiste linguiste juriste ethnolog demograph "
    "journaliste medecin avocat conservateur conservatrice archiviste "
    "bibliothecaire consultant fondateur fondatrice cofondat delegue secretaire "
    "lectrice lecteur mediateur mediatrice pharmacien lecturer senior associate "
    "assistant reader phd candidate student fellow "
    "researcher director head dean manager curator doctoral emerit adjoint adjointe "
    "rattache associe affilie laureat ecrivain autrice auteur artiste architecte "
    "urbaniste cineaste realisateur realisatrice editeur editrice traducteur "
    "traductrice depute senateur senatrice maire elu elue conseiller conseillere "
    "inspecteur inspectrice proviseur principal recteur rectrice doyen doyenne "
    "animateur animatrice assistante infirmier infirmiere psychiatre psychanalyste "
    "travailleur travailleuse intervenant agrege ancien ancienne writer artist author "
    "historian sociologist anthropologist archivist librarian teacher chief officer "
    "chair chairman chairwoman founder co-founder member visiting junior independent "
    "independant representant representante adjunct referent referente stagiaire "
    "commissaire magistrat juge greffier notaire policy engineer scientist lead "
    "leader editor journalist lawyer coordinator deputy executive technicien "
    "technicienne permanent benevole militant militante co-directeur co-directrice "
    "codirecteur codirectrice titulaire cadre attache attachee moderateur "
    "moderatrice discutant discutante archeolog musicolog statisticien "
    "mathematicien physicien biolog chimiste informaticien graduate undergraduate "
    "postgraduate emeritus vice-presidente vice-doyen vice-doyenne vice-chancellor "
    "provost rector pasteur pretre administrateur administratrice gestionnaire "
    "solicitor barrister nurse midwife physician surgeon doctor consultant poet "
    "novelist translator publisher producer presenter broadcaster architect surveyor "
    "farmer fisherman photographer paramedic therapist psychotherapist physiotherapist "
    "dietitian pharmacist statistician economist geographer anthropologist linguist "
    "philosopher psychologist planner minister councillor mp freelance former guide "
    "trainer tutor volunteer conservator programmer developer designer illustrator "
    "musician composer conductor actor filmmaker bookseller sage-femme orfevre "
    "agriculteur agricultrice eleveur eleveuse menuisier charpentier couvreur "
    "specialist specialiste expert experte analyst analyste ceo cto orthophoniste "
    "comedien comedienne dramaturge musicien musicienne compositeur compositrice "
    "photographe poete poetesse romancier romanciere libraire producteur productrice "
    "rapporteur rapporteure tuteur tutrice president-directeur".split()
)
# Functions that French universities write in capitals.
ROLE_ACRONYMS = _words(
    "pr mcu pu prag mc cr crcn crhc dr dre ater prce igr ige itrf asi hdr phd past "
    "mcf mcu-ph puph cpj dgs dga drh idec ide ibode iade ceo cfo coo"
)
ROLE_ADVERBS = _words(
    "aussi egalement also currently actuellement ancien ancienne former"
)
COUNTRIES = _words(
    "france uk usa us italie italy espagne spain allemagne germany suisse switzerland "
    "belgique belgium canada quebec portugal angleterre england scotland ecosse wales "
    "ireland irlande maroc morocco algerie algeria tunisie tunisia senegal bresil "
    "brazil argentine argentina mexique mexico japon japan chine china inde india "
    "netherlands austria autriche suede sweden norway norvege denmark danemark finland "
    "finlande poland pologne grece greece turquie turkey luxembourg australia "
    "australie chile chili colombia colombie cameroun cameroon liban lebanon israel "
    "hongrie hungary roumanie romania tchequie czechia paris lyon london londres"
)

# Words that are never part of somebody’s name; with those of institutions.
NOT_NAMES = (
    INSTITUTIONS
    | COUNTRIES
    | frozenset(WEEKDAYS)
    | frozenset(MONTHS) - {"may", "april", "june", "jan", "mai", "august", "avril"}
) - {"mar", "sam", "ven", "dim", "sun", "jan", "lun", "mon"}
NOT_NAMES |= _words(
    "session seance panel axe atelier theme partie part table ronde pause dejeuner "
    "accueil conclusion conclusions introduction cloture ouverture debat discussion "
    "discussions questions echanges programme program matin matinee journee colloque "
    "seminaire workshop conference keynote lecture talk paper communication "
    "intervention presidence moderation animation break lunch coffee welcome "
    "registration closing opening remarks plenary welcome address salle amphi room "
    "building hall amphitheatre campus rue avenue boulevard place introduction "
    "titre title intervenant intervenants speaker speakers chair discutant "
    "discutante moderateur moderatrice chairs synthese inscription inscriptions resume "
    "abstract bibliographie references contact informations information mot mots "
    "bienvenue allocution allocutions visite poster posters day jour jours horaires "
    "horaire lieu entree libre tbc tba annexe chapitre chapter tome volume numero "
    "politique politiques histoire history theorie theory approche approches "
    "sociologie sociology anthropologie anthropology philosophie philosophy "
    "litterature literature education sante health travail work urban digital "
    "numerique environment environnement climate climat gender genre culture cultures "
    "social sociale media language langue langues art arts droit law economie "
    "economics politics methods methodes data artificial intelligence learning "
    "teaching enseignement pratiques practices perspectives enjeux regards penser "
    "lire ecrire comprendre faire etre voir dire agir introducing making rethinking "
    "understanding exploring reading writing thinking becoming being telling mapping "
    "building crossing the an new modern early late medieval contemporary ancient "
    "global world war memory memories narrative narratives space spaces power state "
    "public private civil rights human animal nature women men children youth "
    "migration migrations mobility justice violence religion religions music cinema "
    "film image images body bodies life lives death time city cities village "
    "landscape landscapes towards beyond between against across through under over "
    "without within who what why how when where which is are can does do should "
    "quel quelle quels quelles comment pourquoi quand qui que ou pour vers entre sur "
    "sous dans par avec sans chez contre depuis apres avant selon quoi and et or with "
    "by from for in on at to as into une un les des aux ces cette cet nos notre "
    "leurs leur mes son sa ses its their our my your his her it they we you "
    "general generale generales premiere premier deuxieme troisieme seconde first "
    "final finale mise lancement bilan retour retours resonances experiences "
    "experience formation formations questions reponses libre libres parallel "
    "paralleles buffet cocktail diner dinner cafe repas meeting forum prix award "
    "posters moderne modernes vie ville villes societes etat nation guerre paix "
    "memoire corps espace espaces territoire territoires patrimoine heritage "
    "identity identities identite identites community communities commons policy "
    "policies practice discourse ethics knowledge crisis future futures past present "
    "capitalism colonial postcolonial decolonial feminist queer care labour labor "
    "management innovation innovations reform reforms evidence lessons study case "
    "studies analysis model models theories critique critical cultural political "
    "economic historical linguistic comparative empirical qualitative quantitative "
    "labs gardens energy systems consulting partners publishing books radio "
    "television films records analytics gallery galerie press airport port coast "
    "sea ocean river mountain forest zoom teams skype youtube http https www rsvp "
    "email mail tel fax"
)
# Articles and such that begin a title and never a name.
TITLE_BEGINNINGS = _words(
    "le la les l un une des du de d au aux the a an of ce cet cette ces quand si que "
    "qu qui quel quelle quels quelles comment pourquoi vers pour entre sur dans par "
    "en est il elle on nous et ou mais how what why when where who is are can does "
    "towards from between in on at to beyond"
)
ADDRESS = _words(
    "m mm mr mrs ms miss mme mmes mlle dr drs pr prof professor professeur sir "
    "docteur monsieur me maitre madame professeure messieurs mesdames rev pere "
    "dame cllr councillor sister baroness reverend lt col capt mx"
)
PARTICLES = _words(
    "af al av bin da das de del della den der di do dos du e el ibn la las le les lo "
    "los of san ten ter van von y zu zum zur ben ould abou abu ap mac saint st vande "
    "ait ni nic ui mac vander vanden"
)


@lru_cache(maxsize=8192)
def key(words: str) -> str:
    """The search key; the same line is looked at from many sides."""
    return search_key(words)


_ROLE_ENDINGS = (
    "eur", "euse", "rice", "iste", "ien", "ienne", "logue", "graphe", "ier", "iere",
    "naire", "thecaire", "iatre", "ologist", "ician", "itute", "ant", "ante", "ete",
)  # fmt: skip


def _ends_like_role(word: str, written: str) -> bool:
    """« hydrologue », « pharmacienne », « notaire »: no capital, and such an ending."""
    return (
        written[:1].islower()
        and len(word) > 5
        and word.endswith(_ROLE_ENDINGS)
        and word not in NOT_NAMES
    )


_FUNCTION_NOUNS = _words(
    "secretary manager director officer coordinator leader professor lecturer editor "
    "curator president dean treasurer adviser advisor consultant administrator"
)


def _ends_in_function(words: list[str], written: list[str]) -> bool:
    """« Group secretary », « Ward manager, … »."""
    last = next((n for n, word in enumerate(written) if word.endswith(",")), 3)
    words = words[: last + 1]
    return (
        1 < len(words) <= 3
        and words[-1] in _FUNCTION_NOUNS
        and words[0] not in TITLE_BEGINNINGS
        and not words[0].endswith("ing")
    )


def _is_role_acronym(word: str, written: str) -> bool:
    """« MCF », « CR », but « Dr » is no function."""
    return word in ROLE_ACRONYMS and (
        len(word) > 2 or word in {"pr", "mc", "pu"} or written[:2].isupper()
    )


def begins_role(text: str) -> bool:
    """« professeur de… », « aussi rattaché à… », « senior lecturer »."""
    words = key(text[:80]).split()
    while words and words[0] in ROLE_ADVERBS:
        words = words[1:]
        if not words:
            return True
    if not words:
        return False
    if _ends_like_role(words[0], text.strip()):
        return True
    if words[0].startswith(ROLE_STEMS) or _is_role_acronym(words[0], text.split()[0]):
        return True
    if _ends_in_function(words, text.split()):
        return True
    # « co-directeur », « post-doctorante », « vice-doyenne »
    return words[0] in {
        "co",
        "post",
        "vice",
        "ex",
        "full",
        "early",
        "professeure",
    } and (len(words) > 1)


def names_institution(text: str) -> bool:
    return any(word in INSTITUTIONS for word in key(text[:200]).split())
