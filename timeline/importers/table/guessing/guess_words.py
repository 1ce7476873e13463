"""Headers that say what a column holds, in the languages that tables come in.

Phrases are written as ``domain.words.names.slug`` writes them, with spaces: lower case, no accents.
"""

from collections.abc import Mapping, Sequence


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


HEADERS: Mapping[str, Sequence[str]] = {
    role: _phrases(phrases)
    for role, phrases in {
        "id": "id, ref, reference, event id, eventid, incident id, record id, case id, uid, key, no, nr, "
        "ref no, incident no, incident number, case no, case number, event no, s no, serial no, "
        "nummer, number, identifiant, codigo, identificador, kennung, aktenzeichen, index",
        "start": "start, start date, date start, from, from date, begin, begin date, beginning, since, "
        "date from, began, begins, starts, accession, reign start, start of reign, "
        "fecha de inicio, fecha inicio, inicio, debut, date de debut, date debut, "
        "beginn, von, startdatum, anfang, inizio, data inizio, data de inicio, data inicio",
        "end": "end, end date, date end, to, to date, until, finish, date to, ended, ends, reign end, end of reign, "
        "fecha de fin, fecha "
        "fin, fecha final, fin, date de fin, date fin, ende, bis, enddatum, fine, data fine, "
        "data de fim, data fim, resolution, resolution date, date of resolution",
        "earliest": "earliest, earliest date, date earliest, not before, terminus post quem, date min, min date, "
        "fruhestens, au plus tot",
        "latest": "latest, latest date, date latest, not after, terminus ante quem, date max, max date, spatestens, "
        "au plus tard",
        "published": "source date, date published, published, publication date, date of publication, "
        "report date, paper date, article date, veroffentlicht, fecha de publicacion, date de "
        "publication, published on",
        "date": "date, event date, incident date, date of event, date of incident, datum, fecha, "
        "data, when, wann, cuando, quand, quando, fecha del evento, date de l evenement, day "
        "date, dato, tarih, tarikh",
        "date precision": "date precision, date prec, time precision, date accuracy, precision of date, "
        "datumsgenauigkeit",
        "time": "time, event time, time of day, incident time, hour, uhrzeit, uhr, hora, heure, ora, tijd",
        "year": "year, iyear, event year, jahr, ano, anio, annee, anno, jaar, ar",
        "month": "month, imonth, event month, monat, mes, mois, mese, maand",
        "day": "day, iday, event day, tag, dia, jour, giorno, dag",
        "title": "title, event, headline, what, event name, event title, incident, name, heading, "
        "subject, titel, ereignis, titulo, evento, titre, evenement, titolo, was, que, quoi, "
        "vorfall, incidente, betreff",
        "summary": "summary, description, details, text, what happened, narrative, synopsis, content, "
        "beschreibung, zusammenfassung, descripcion, resumen, resume, descrizione, descricao, "
        "event description, body",
        "note": "note, notes, comment, comments, remark, remarks, notas, nota, notiz, notizen, "
        "anmerkung, anmerkungen, bemerkung, bemerkungen, observaciones, commentaire, "
        "commentaires, remarques, kommentar, opmerking",
        "type": "type, category, kind, attacktype1 txt, event type, incident type, attack type, type of event, type of "
        "incident, class, typ, art, kategorie, ereignistyp, tipo, categoria, tipo de evento, "
        "categorie, type d evenement, soort",
        "place": "location, place, where, city, town, village, site, place name, location name, "
        "settlement, locality, ort, stadt, wo, schauplatz, lugar, ciudad, localidad, donde, "
        "lieu, ville, ou, luogo, citta, dove, local, plaats",
        "district": "district, county, municipality, admin2, adm 2, admin 2, kreis, bezirk, gemeinde, "
        "municipio, distrito, commune, arrondissement, comune, distretto",
        "province": "province, provstate, state, region, governorate, department, admin1, adm 1, admin 1, "
        "bundesland, provinz, provincia, departamento, departement, oblast, regione, estado, "
        "provincie",
        "country": "country txt, country, nation, land, staat, pais, pays, paese, country name",
        "latitude": "lat, latitude, breite, breitengrad, latitud, latitudine, y coordinate",
        "longitude": "lon, lng, long, longitude, lange, langengrad, longitud, longitudine, x coordinate",
        "place precision": "geo precision, geoprecision, where prec, location precision, location accuracy, "
        "coordinate precision, geo accuracy",
        "source url": "url, link, source url, source link, web, website, href, enlace, lien, weblink, "
        "source links, links",
        "source title": "source title, article, article title, source headline, document, quellentitel",
        "publisher": "source, sources, source name, newspaper, publisher, outlet, media, paper, news "
        "source, quelle, quellen, zeitung, fuente, fuentes, periodico, medio, journal, fonte, "
        "fonti, bron",
        "perpetrator": "perpetrator, perpetrators, attacker, attackers, tater, perpetrador, agresor, "
        "assaillant, auteur, group name, gname, who did it, "
        "responsible, committed by, suspected perpetrator, alleged perpetrator, perpetrator group, armed group",
        "initiator": "actor, actors, actor 1, actor1, who, side a, group, party, initiator, akteur, wer, "
        "quien, actor a, acteur, qui, attore, chi, attacking party",
        "recipient": "actor 2, actor2, side b, recipient, actor b, counterpart, opponent",
        "target": "target, target1, targets, ziel, objetivo, cible, bersaglio, target name, against, "
        "gegen, contra, contre",
        "victim": "victim, victims, victim name, opfer, victima, victimas, victime, victimes, vittima, vittime",
        "participant": "participants, people, persons, persons involved, involved, teilnehmer, beteiligte, "
        "participantes, participants names, personas, personnes",
        "tags": "tags, keywords, topics, labels, topic, theme, stichworte, schlagworte, schlagworter, "
        "palabras clave, mots cles, etiquetas, themen",
    }.items()
}
"""What is before another here has the first choice of a column."""

LIMITS: Mapping[str, Sequence[str]] = {
    "low": ("low", "min", "minimum", "lowest", "at least", "lower"),
    "high": ("high", "max", "maximum", "highest", "at most", "upper"),
    "best": ("best", "est", "estimate", "total", "likely", "number", "number of", "n", "of", "count"),
}

BLANKS = frozenset(
    (
        "na",
        "n/a",
        "n.a.",
        ".",
        "..",
        "...",
        "-",
        "--",
        "—",
        "unknown",
        "unk",
        "null",
        "nan",
        "?",
        "unbekannt",
        "desconocido",
    )
)
"""What stands for nothing, as ``column_map.folded`` writes it."""

TYPES: Mapping[str, Sequence[str]] = {
    "assault": _phrases(
        "attack, bombing, shelling, shooting, explosion, assassination, killing, murder, "
        "kidnapping, abduction, battle, clash, air strike, airstrike, drone strike, rocket attack, "
        "violence, ambush, armed attack, armed assault, unarmed assault, bombing explosion, hijacking, "
        "hostage taking kidnapping, facility infrastructure attack, "
        "anschlag, angriff, ataque, attentat, attaque, bombardment, "
        "fighting"
    ),
    "protest": _phrases(
        "demonstration, strike, riot, riots, protests, blockade, sit in, march, streik, manifestacion, greve"
    ),
    "coerce": _phrases(
        "arrest, raid, detention, arrests, seizure, expulsion, search, festnahme, detencion, arrestation"
    ),
    "consult": _phrases(
        "meeting, talks, visit, negotiation, negotiations, call, summit, treffen, reunion, gesprache, visite"
    ),
    "agree": _phrases("agreement, treaty, deal, accord, ceasefire agreement, abkommen, acuerdo, traite"),
    "retreat": _phrases("ceasefire, withdrawal, surrender, disarmament, abzug, retirada, retrait"),
    "mobilize": _phrases("mobilisation, mobilization, deployment, troop movement, exercise, manoeuvre"),
    "threaten": _phrases("threat, threats, ultimatum, warning, drohung, amenaza, menace"),
    "sanction": _phrases("sanctions, embargo, boycott, sanktionen"),
    "aid": _phrases("humanitarian aid, relief, assistance, hilfe, ayuda, aide"),
    "accuse": _phrases("accusation, lawsuit, condemnation, complaint, criticism"),
    "request": _phrases("appeal, demand, proposal, call for"),
}
"""Values of a column of types, as ``slug`` writes them with spaces, that have a plain match among ours."""
