"""First names that often occur, as search keys: they help to tell people from titles.

A name that is missing here is still recognised by its capitals, its brackets or its
place in the line.
"""

GIVEN_NAMES = frozenset(
    """
    aaliyah abdallah abdel abdelaziz abdelhak abdelhamid abdelkader abdelkrim
    abdellah abdellatif abderrahim abderrahmane abdou abdoulaye abdul abdullah abel
    abigail abir achille achraf adam adama adel adelaide adele adelin adelina
    adeline adil aditi aditya adja adnan adolfo adolphe adria adrian adriana adrien
    aelia agata agathe aglae agnes agnese agnieszka agustin ahmed aicha aida aidan
    aiko ailsa aime aimee aisha aisling aissa aissatou aitana ajay akiko akira
    aladin alain alan alassane alba albane albert alberta alberte alberto aldo alec
    alejandro aleksandra alena alessandra alessandro alessia alessio alette alex
    alexander alexandra alexandre alexandrine alexandros alexane alexia alexis
    alfonso alfred alfredo ali alice alicia alina aline alison alistair alix alizee
    allan allison alma alna alois aloyse alphonse alphonsine altan alvaro alvine
    alya alyssa amadeo amadou amal amanda amandeep amandine amar ambre ambrine
    ambroise ambrose amedee amelia amelie amelle amin amina aminata aminatou amine
    amir amira amit amparo amy ana anael anaelle anahit anais anand anastasia
    anastasie anatole anatoly ancuta anders andre andrea andreas andree andrei
    andreia andrew andrzej andy aneta ange angela angele angelica angelina angeline
    angelique angelo angharad angus aniela anil anissa anissia anita anja ann anna
    annabelle annaig anne anneke annelies annelise annemarie annette annick annie
    anouchka anouck anouk anselm anselme anthea anthelme anthony antoine antoinette
    anton antonella antoni antonia antonin antonio anunciata anya aoife apolinaire
    apolline arabella archibald arezki ariane arianna ariel arielle aristide arjun
    arlette armand armando armelle arnaud arnauld arno arnold arsene arthemise
    arthur arturo arya asma asmaa assia astou astrid athanase attila aubin aubrey
    aude audrey audric august augusta auguste augustin augustine aurelia aurelian
    aurelie aurelien auriane aurore awa axel axelle aya ayman aymen aymeric ayoub
    ayse aziz azzedine babacar badr baptiste baptistin barbara barnabe barry bart
    barthelemy bartolome bashir basil basile bastian bastien batoul beata beatrice
    beatrix beatriz bela belen belinda belkacem ben benedetta benedicte benedikt
    benilde benita benjamin benjamine benoit benoite berengaria berenger berengere
    berenice bernadette bernard bernd berta berthe bertille bertram bertrand
    bertrande beryl bettina betty bianca bianka bilal bill bintou birahim birger
    birgit bjarni bjorn blaise blanche blandine bob bogdan bojan boniface bonnie
    boris boualem boubacar brahim brandon brenda brendan briac brian brice bridget
    brieuc brigid brigitta brigitte bronagh bronwen bruce bruna bruno bryan bryony
    caitlin caleb calum camelia camila camille camilo candela candice candida carina
    carine carl carla carlo carlos carlotta carme carmela carmen carol carola
    carolane carole carolin carolina caroline carolyn caspar caspian cassandra
    cassandre cassien catalin catalina catarina caterina catherine cathy catriona
    cayetano cecile cecilia cecilie cedric celeste celestin celestine celia celian
    celine cendrine cesar chaima chantal charlene charles charlette charlie
    charlotte chayma cheikh chen cherif cheryl chiara chidi chimene chinedu chinwe
    chloe chris christa christabel christel christele christelle christiaan
    christian christiane christina christine christoph christophe christopher
    chrystelle ciara cillian cindy claire clara clarence claribel clarice clarisse
    claude claudette claudia claudie claudine claudio claudius claus clea clelia
    clelie clemence clement clementine cleo clervie clive clodagh cloe clothilde
    clotilde colas colette colin coline colm come connor conor constanca constance
    constant constantin constantina constantine coralie coraline cordelia corentin
    corentine corinna corinne corneille cornelia cosette cosima cosmin craig
    cristian cristiana cristina cristobal cunegonde cybele cynthia cyprien cyrielle
    cyril cyrille cyrus dagmar daisy dalia dalila damaris damia damian damiano
    damien dan dana daniel daniela daniele danielle danilo danny danuta daphne
    daphnee daria dario darius darya dave david davide davina davy dawn deborah
    declan deirdre delfina delia delphine demba denis denisa denise dennis denys
    derek desiree desmond despina devi diana diane diarmuid didem didier diego
    dieter dilek dimitra dimitri dimitrios dina dinah dirk djamel djamila djeneba
    djibril dmitri dmitry dolores domenico dominic dominik dominique donald
    donatella donatien donatienne donna dora dorian doriane dorina dorine doris
    dorota dorothea dorothee dorothy douglas dragan dragana dries driss duncan dunja
    dwight dylan eamon ebba ed edda eddie eddy edeline edgar edgard edina edith
    edmond edmund edna edouard edouardo eduardo edward edwige edwin edwina effie
    efua egle eileen eirik eirini ekaterina ekow el-hadj elaia elaine elea eleanor
    elena eleni eleonor eleonora eleonore eleuthere elfi elfriede elia elian eliane
    elias elie eliette elin elina eline elinor eliot eliott elisa elisabete
    elisabeth elisabetta elise eliza elizabeth elke ella ellen ellie elma elmer
    elodie eloi eloisa eloise elouan elsa elsbeth elspeth elvira elvire elzbieta
    emanuel emanuela emeka emeline emerentienne emeric emerson emil emile emilia
    emilie emilien emilienne emilio emily emine emma emmanuel emmanuelle emmeline
    emre enea engelbert enguerrand eniko enis enola enora enrico enrique enzo
    ephraim erell eric erica erik erika ernest ernestine ernesto erwan erwann esma
    esme esmee esperance esteban estefania estelle esteve esther ethan ethel etienne
    ettore eugene eugenia eugenie eulalia eulalie eusebe eva evan evangelia
    evangeline evariste eve evelina evelyn evelyne ewa ewan ewelina ewen fabian
    fabiana fabien fabienne fabio fabiola fabrice fabricio fadi fadila faiza fanch
    fannie fanny fantine farah farhad farid farida fatima fatimah fatma fatou
    fatoumata faustin faustine faycal fayza federica federico fedor felicia felicie
    felicien felicite felicity felipa felipe felix femke ferdinand ferdinande fergal
    fergus fernand fernanda fernande fernando ferran fflur fiammetta finn fiona
    fiorella flavia flavie flavien flavio fleur floortje flora florane flore
    florence florent florian floriana floriane florie fode fosca fouad fouzia franca
    francesc francesca francesco francette francine francis francisca francisco
    franck francky franco francois francoise frank frans franz fred freda frederic
    frederick fredericka frederik frederique freya frida friederike friedrich fritz
    fulbert gabor gabriel gabriela gabriele gabriella gabrielle gael gaelle gaetan
    gaetane gaia galina garance gareth gary gaspar gaspard gaston gauthier gautier
    gauvain gavin geert gemma genevieve geoff geoffrey geoffroy george georges
    georgeta georgia georgiana georgina gerald geraldine gerard gerda gerhard
    germain germaine gertrude gervais gervaise gerwyn ghada ghislain ghislaine ghita
    ghizlane giacomo giada gianluca gianni gil gilbert gilberte gilberto gilda
    gildas giles gilles gillian gina ginette giorgia giorgio giovanna giovanni
    gisela gisele giulia giuliana giulio giuseppe gladys glenn godefroy gontran
    gonzague gonzalo goran gordon grace graham grazia graziella greg gregoire
    gregory greta gretchen griet grzegorz guadalupe gudrun guenael guenaelle guenole
    guido guilhem guillaume guillemette guillermo gulsen gunnar gunter gurvan gustav
    gustave guy guylaine gwenael gwenaelle gwendal gwendoline gwendolyn gwenn
    gwenola gwladys habib habiba hadrien hafid hafida hakim hakima hala halima
    halina hamid hamza hana hanae hanane hani hanna hannah hanne hannelore hannes
    hans harald hariet harold harriet harry hasan hassan hassane hassiba hassna
    hatem hatice hayat hazel heather heba hector hedi hedvig hedwig heidi heike
    helen helena helene helga helmut heloise henk henri henrietta henriette henrik
    henrique henry herbert heriberto herman hermance hermann hermes hermina hermine
    hernan herta herve hester hew hicham hichem hilaire hilary hilda hilde hildegard
    hippolyte hiroko hiroshi honore honorine horace horst hortense hosni houda
    houria howard hubert hubertine hugh hugo hugues huguette humbert humberto husam
    hussein hyacinthe iain ian ianis ibrahim ibrahima ida idriss idrissa ignace
    ignacio igor ihsan ilaria ildiko ilham ilias ilona ilse ilyes iman imane imed
    imen imene immaculee imogen imran inaki inea ines inga inge ingeborg ingrid
    ingvar inigo ioana ioannis iolanda iona ionut iphigenie irena irene irenee irina
    iris irma isaac isabeau isabel isabela isabella isabelle isadora isaline iseult
    ishaan isidore isild isis ismael ismail isolde issa issam itziar iva ivan ivana
    ivo iwan iwona izabela jacek jacinta jacinthe jack jackie jacky jacob jacoba
    jacopo jacqueline jacques jad jade jadwiga jaime jakob jakub jalil jamal jamel
    james jamie jamila jan jana jane janet janice janina janine janis jannick jaouad
    jaroslav jasmina jasmine jason jasper javier jawad jayne jean jeanette jeanine
    jeanne jeannette jeannine jeff jeffrey jelena jelle jennifer jenny jens jeremie
    jeremy jerome jerzy jesper jess jesse jessica jesus jill jim jimmy jiri jo
    joachim joan joana joanna joanne joao joaquim joaquin jocelyn jocelyne jochen
    jody joe joel joelle johan johann johanna johannes john johnny jolanta jolyon
    jonas jonathan jordan jordi jorg jorge joris jorn jose josee josef josefa
    josefina joselyne josep joseph josephine josette josh joshua josiane josie
    josselin jovana joy joyce juan juana juanita judicael judikael judith jules
    julia julian juliana juliane julie julien julienne juliet julieta juliette julio
    julius june jurgen justin justina justine justyna kaat kaci kader kadiatou
    kahina kai kais kalina kamal kamel kamila karel karen karim karima karin karina
    karine karl karla karolina karoline karsten kassandra katarina katarzyna kate
    katharina katharine katherine kathleen kathrin kathryn kathy katia katie katja
    kato katrin katrina katy kay kaya keiko keir keith kelly kelsey ken kenji
    kenneth kenza kenzo kerry kerstin keven kevin khadidja khadija khadim khaled
    khalid kheira khoa kian kieran kim kimberly kirsten kirsty klaas klara klaus
    konrad konstantin krista kristel kristen kristian kristin kristina kristof
    krystel krystyna krzysztof kurt kwabena kwame kyle kylian kyra lachlan laetitia
    lahcen laila lakshmi lalla lamia lamine lana landry lara larbi larissa lars
    lassana laszlo latifa laura laure laureen laurel laureline lauren laurena
    laurence laurene laurens laurent laurentine laurette lauriane laurie laurine
    lavinia lazare lea leah leandre leandro leane leela leia leila lena lenaic
    lenaig lene lenka lennart leo leocadie leon leonard leonarda leonardo leonhard
    leonid leonie leonor leonore leontine leopold leopoldine leslie leticia letizia
    levente lewis leyla lia liam liana lidia liesbeth lieselotte lila lilia lilian
    liliana liliane lilou lily lilya lin lina linda lindsay line linh linus lio
    lionel lior lisa lisbeth lise lisette lison livia liz ljubica lloyd loan loeiza
    loic lois lola lolita lone lorcan loreline loren lorena lorenz lorenzo loretta
    lorna lorraine lothar lotte lou louane loubna louella louis louisa louise
    louisette louka louna loup lourdes lovisa luana luc luca lucas luce lucette
    lucia lucian luciana luciano lucie lucien lucienne lucile lucille lucinda lucio
    lucja lucrece lucrezia lucy ludivine ludmila ludovic ludovica ludovine ludwig
    luigi luis luisa lukas luke luna lutz lyazid lydia lydie lylia lynda lyne lynn
    lynne lyse maarten mabel macha mackenzie maddalena maddy madeleine madeline mady
    mael maelie maelle maelys maeva maeve magali magalie magda magdalena maggie
    magnus maha mahamadou mahaut mahdi mahmoud mai maia maite maiwenn maixent maja
    majid makoto malak malcolm malek malgorzata malia malick malik malika malin
    mallaury mallory malo malvina mamadou mame mandy manel manfred manoel manoelle
    manolis manon mansour manuel manuela mara marc marceau marcel marcela marcelin
    marceline marcella marcelle marcello marcia marcin marco marcos marcus mareike
    marek maren marga margaret margareta margarida margarita margaux margherita
    margit margo margot margrethe marguerite maria mariam mariama marian mariana
    mariane marianna marianne maribel marie marieke mariel mariela mariella marielle
    marietta mariette marija marijke marilyn marina marine mario marion maris marisa
    marise marisol marit marita marius mariusz marja marjan marjolaine marjorie mark
    marketa marko markus marleen marlene marlies marlon marouane marta martha marthe
    martial martijn martin martina martine marty maruja marwa marwan mary maryam
    maryline maryse maryvonne masako massimo mateo mateusz mathea matheo matheus
    mathew mathias mathieu mathilda mathilde mathis mathurin mathurine matilda
    matilde matt matteo matthew matthias matthieu matthis maud maude maura maureen
    maurice mauricette mauricio maurizio mauro max maxence maxim maxime maximilian
    maximilien maxine maya mayssa mbarka meave mebarka medhi meera megan mehdi
    mehmet mei meike melanie melchior melek melia melina melinda melisande melissa
    mellie melodie melody melvin mercedes meredith merete meriem merle meryem meryl
    micha michael michaela michal michala michalina michel michela michelangelo
    michele micheline michelle micol miguel mihaela mihai mikael mike mikhail mikkel
    mila milan mildred milena milica milla millicent milo miloud mina minh mira
    miranda mireia mireille mirela mirella miren miriam mirka miroslav mischa misha
    mitchell mohamad mohamed mohammed mohand moira moise molly mona monia monica
    monika monique morag morgan morgane moriah moritz mostafa moulay mouna mounia
    mounir mourad moussa moustapha muhammad muriel murielle mustafa mustapha mylene
    myriam myrtille nabil nabila nacer nacera nada nadege nadejda nadia nadine nadir
    nadja nael nahid naima najat najib najla nana nancy nanette naomi naomie
    narcisse narges narjes nasser nassim nassima nastasia natacha natalia natalie
    natasha nathalie nathan nathanael nathaniel nawal nawel neal nedjma neil nelly
    nelson nestor ngozi niall niamh nicholas nick nicky nicodeme nicola nicolai
    nicolas nicole nicoletta nicolette nidal niels nigel nihal niki nikita nikola
    nikolai nikolaj nikolas nikolaus nikos nils nina ninon nisrine noa noah noam noe
    noel noelia noelie noeline noella noelle noemi noemie nolwenn nora norah norbert
    noreen norma norman nour noura noureddine nuala nuno nuria oceane octave octavia
    octavie octavio odalys odette odile odilon odon odysseas ofelia oksana ola olaf
    oleg olga olimpia oliver olivia olivier ollie oluwaseun olympe olympia omar
    ombeline ondine oona ophelia ophelie oriane oriol orla orlando ornella orso
    orsolya oscar osman osvaldo othman otto ottoline ouarda ould oumar oumou ousmane
    owen pablo padraig palmyre paloma pamela pandora paola paolo pape paquita
    parveen pascal pascale pascaline pasquale patrice patricia patricio patrick
    patrik patrizia paul paula paule paulette paulina pauline paulo pavel pawel paz
    pedro peggy pelagie penelope penny per peregrine perla pernelle pernille
    perrette perrin perrine pervenche petar peter petr petra petros petru phil
    philibert philip philipp philippa philippe philippine philomena philomene phoebe
    pia pier piera pierig piero pierre pierrette pierrick pieter pietro pilar piotr
    polina polly praskovia priscilla priscille priya prune quentin quintin quitterie
    rabah rabia rachel rachid rachida radia radoslav radu rafael rafaela rafaelle
    rafal raffaella rafik ragnar rahel rahma raimund rainer raissa raj rajesh ralf
    ralph ramata ramon ramona ramzi rana rania raoul raphael raphaela raphaelle
    raquel rashid rasmus raul ravi ray rayan raymond raymonde razvan rebecca rebecka
    reda regina reginald regine regis reiko reine reiner reinhard remi remigius remy
    rena renata renate renaud rene renee renske reynald reynaldo rhiannon rhoda
    rhodri rhys riad ricarda ricardo riccardo richard richarde rim rina rita ritchie
    riwanon rob robert roberta roberto robin robyn roch rocio roderick rodica rodney
    rodolphe rodrigo rodrigue roger rogerio roisin roland rolande rolf romain romane
    romaric romeo romina romuald romy ronald ronan ronny rory rosa rosalia rosalie
    rosalind rosaline rosamund rosanna rosaria rosario rose roseline roselyne
    rosemary rosemonde rosie rosina rosine rosita ross rowan rowena roxana roxane
    roxanne roy royston rozenn ruairi ruben ruby rudi rudolf rudy rufus rupert
    rushna russell ruta ruth ryan sabah sabina sabine sabri sabrina sacha sadia
    safia said saida sakina saliha salim salima salimata sallie sally salma salome
    salvador salvatore sam samantha sami samia samir samira samson samuel samuele
    samy sander sandie sandra sandrine sandro sandy sanjay sanna santiago saoirse
    sara sarah sascha saskia saul savinien scarlett scholastique scott seamus sean
    sebastian sebastiano sebastien segolene selena selene selim selina selma
    serafina serafine seraphin seraphine serena serge sergei sergio servane severin
    severine seydou shabnam shana shane sharon shauna sheila shirley shona shreya
    siaka sian sibel sibylle sidi sidney sidonie siegfried sigrid siham silke
    silvana silvere silvia silvio silviu simeon simon simona simone sinead siobhan
    sirine sixte sixtine slim slimane smail sofia sofian sofiane sohaib solal
    solange soledad solen solene solenn solenne soline solveig sonia sonja sophia
    sophie soraya soren souad soufiane souhila soukaina souleymane soumia spyros
    stacy stan stanislas stanislav stefan stefania stefanie stefano steffen stelios
    stella stephan stephane stephania stephanie stephen sterenn steve steven stewart
    stig stuart sue suh suleiman sunita sunniva susan susana susann susanna susanne
    suzanne suzette suzie svein sven svenja svetlana svitlana swann sybil sybille
    sylvain sylvaine sylvana sylvere sylvester sylvestre sylvette sylvia sylviane
    sylvie symphorien tadeusz tahar taina takeshi talia tamar tamara tamsin tanguy
    tania tanja tanya tara tarek tariq tatiana tatjana ted telma teodora terence
    teresa teresita terry tess tessa thaddee thais thanh thea thelma theo theodor
    theodora theodore theodorus theophile theotime theresa therese thibaud thibault
    thibaut thierno thierry thijs thilo thomas thomasina thorsten tiago tiberiu
    tibor tifenn tiffany tilda till tim timea timo timothe timothee timothy tina
    tirza titouan tiziana tjalling tobias toby todd tom tomas tomasz tommaso toni
    tonia tonje tony torben torsten tova tove tracey tracy trevor tristan trudy
    tugdual tuomas turid tyler ugo ulf ulla ulric ulrich ulrika ulrike ulysse
    umberto una urban ursula ursule usha uwe vadim vaiana valentin valentina
    valentine valere valeria valerian valerie valerio valery vanessa vanina vasco
    vasile vassilis vera verane verena veronica veronika veronique vesna vianney
    vicente vicki vickie vicky victoire victor victoria victorien victorine vidal
    vikram viktor viktoria vilma vincent vincente vincenza vincenzo viola violaine
    violeta violette virgil virgile virginia virginie viridiana vitali vittoria
    vittorio viviana viviane vivien vivienne vlad vladimir volker wafa wahiba
    walburga waldemar walid walter wanda wandrille warren wassila wassim wayne wei
    wendel wendell wendy werner wesley wiebke wieland wilfrid wilfried wilhelm
    wilhelmina will willem william willy wim winifred winston wissem wladimir
    wojciech wolfgang xabi xavier xaviere xenia ximena yacine yael yaelle yahya
    yakov yamina yan yanick yanis yann yanna yannick yannis yara yasemin yasmin
    yasmina yasmine yassin yassine yasuko yelena yevgeny ylva yoann yohan yohann
    yoko yolaine yolanda yolande yoni youcef youna younes youri yousra youssef
    ysaline yseult yuki yuna yunus yuri yusuf yvain yvan yves yvette yvon yvonne
    zaccharie zacharie zachary zahia zahra zaina zakaria zakia zara zbigniew zdenek
    zeina zeineb zelda zelia zelie zenaide zenon zeynep zhang zhen zineb zita zoe
    zofia zohra zoltan zora zoubida zoulikha zsofia zuzana
    """.split()
)
