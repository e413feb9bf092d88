"""First names that often occur, as search keys: they help to tell people from titles.

A name that is missing here is still recognised by its capitals, its brackets or its
place in the line.
"""

GIVEN_NAMES = frozenset(
    """
    aaliyah aaltje aarav abdallah abdel abdelaziz abdelhak abdelhamid abdelkader
    abdelkrim abdellah abdellatif abderrahim abderrahmane abdou abdoulaye abdul abdullah
    abel abena abigail abir abla achieng achille achraf adaeze adam adama adel adela
    adelaide adele adelheid adelin adelina adeline adeola adil adina aditi aditya adja
    adnan adolfo adolphe adria adriaan adrian adriana adrien aelia afaf afonso agata
    agatha agathe aglae agnes agnese agnieszka agustin ahlam ahmed ahmet aicha aida
    aidan aiko ailsa aime aimee aino aisha aisling aissa aissata aissatou aitana ajay
    akash akiko akira akosua akram aladin alae alain alan alasdair alassane alastair
    alba albane albert alberta alberte albertine alberto alcide alda aldo aldous alec
    alejandra alejandro aleksandar aleksander aleksandra aleksei aleksey aleksi alena
    alessandra alessandro alessia alessio alethea alette alex alexander alexandra
    alexandre alexandrine alexandros alexandru alexane alexei alexey alexia alexis alfie
    alfons alfonso alfred alfredo algernon ali alice alicia alienor aliette alina aline
    alioune alison alistair alix alizee alka alkis allan allison alma almudena alna
    alois alonso aloys aloyse alphonse alphonsine altan alvaro alvine alya alyona alyssa
    ama amabel amadeo amadou amal amalia amanda amandeep amandine amar amaury amaya
    ambre ambrine ambroise ambrose amedee amedeo amelia amelie ameline amelle amin amina
    aminata aminatou amine amir amira amit amita amitabh amparo amy ana anabela anael
    anaelle anahit anais anand ananya anas anastasia anastasie anastasios anatole
    anatoly anca ancuta anders andjela andras andre andrea andreas andree andreea andrei
    andreia andrew andrey andrzej andy aneta ange angela angele angelica angelika
    angeliki angelina angeline angelique angelo angharad angus anibal anicee aniela
    aniko anil anissa anissia anita anja anjali anke ankit ann anna annabelle annaig
    annalisa anne annegret anneke anneli annelie annelies anneliese annelise annemarie
    annette annick annie annika annikki anouchka anouck anouk ansel anselm anselme
    anthea anthelme anthony antje antoine antoinette anton antonella antoni antonia
    antonin antonio antonis antti anunciata anuradha anya aoife aomar aparna aphrodite
    apolinaire apolline arabella araceli arantxa archibald archie arend arezki ariane
    arianna ariel arielle aristea aristide arja arjen arjun arkady arlette armance
    armand armanda armando armelle arnaud arnauld arnd arne arno arnold arsene artem
    arthemise arthur artur arturo arun arvid arvind arya asbjorn asha ashok aslaug asma
    asmaa assane assetou assia astou astrid asuka athanase athanasios athenais atieno
    atsuko attila aubin aubrey aude audrey audric august augusta auguste augustin
    augustine augusto aurele aurelia aurelian aurelie aurelien aurelio auriane aurore
    auxane aveline avinash awa axel axelle aya ayako aylin ayman aymar aymen aymeric
    ayoub ayse aysegul aysel ayumi azelie aziz aziza azucena azzedine babacar babak
    babatunde badr bahar bahia bahram bakary balazs baltasar balthazar baptiste
    baptistin barbara barbel baris barnabas barnabe barnaby barry bart barthelemy
    bartolome bartosz bashir basil basile bastian bastien batoul baudouin beata beate
    beatrice beatrix beatriz begona behrouz bela belen belinda belkacem ben bence
    benedetta benedetto benedict benedicte benedikt benilde benita benito benjamin
    benjamine benno benoit benoite bento berengaria berenger berengere berenice berk
    berna bernadette bernard bernarda bernardo bernd bernhard berta berthe berthold
    bertille bertram bertrand bertrande beryl bettina betty bharat bhavna bianca bianka
    bilal bill billie bineta bintou birahim birger birgit birgitta birgitte birte bjarni
    bjorn blaise blanca blanche blandine blessing bob bodil bogdan boglarka bogna
    boguslaw bojan bojana bongani boniface bonnie borge boris boualem boubacar bouchra
    bozena brahim branca brandon branislav branka branko brenda brendan briac brian
    brice bridget brieuc brigid brigitta brigitte brita britta bronagh bronwen bruce
    bruna brune brunella bruno bryan bryony bulent burcu burkhard byron caetano caitlin
    caleb calin calixte calum camelia camila camilla camille camillo camilo candela
    candice candida caoimhe capucine caradoc caridad carina carine carl carla carlo
    carlos carlota carlotta carme carmela carmen carmine carol carola carolane carole
    carolin carolina caroline carolyn carsten carys caspar casper caspian cassandra
    cassandre cassien catalin catalina catarina caterina catherine cathy catrin catriona
    cayetano cecile cecilia cecilie cecily cedric celeste celestin celestine celia
    celian celine cem cemal cendrine cerys cesaire cesaltina cesar cesare cezary chafik
    chahinez chaima chandra chantal chara charalambos charlene charles charlette charlie
    charline charlotte chayma cheikh chen cherif cheryl chiamaka chiara chidi chihiro
    chimene chinedu chinua chinwe chitra chloe chris christa christabel christel
    christele christelle christiaan christian christiane christina christine christof
    christoph christophe christopher christos chrystelle cian ciara ciaran cigdem
    cillian cindy cinzia ciprian claire clara clarence claribel clarice clarissa
    clarisse claude claudette claudia claudie claudine claudio claudiu claudius claus
    clea clelia clelie clemence clemens clement clementine cleo clervie clifford clive
    clodagh cloe clothilde clotilde clovis colas colette colin coline colm colombe come
    connor conor constanca constance constant constantin constantina constantine
    constanze coralie coraline cordelia corentin corentine corina corinna corinne cormac
    corneille cornel cornelia cornelis corrado cosette cosima cosimo cosmin costanza
    coumba craig cressida crina crispin cristian cristiana cristiano cristina cristobal
    csaba csilla cunegonde custodio cybele cynthia cyprien cyriaque cyrielle cyril
    cyrille cyrus daan dafydd dagmar dagmara daisuke daisy dalia dalila damaris damia
    damian damiano damien dan dana danae danaelle danica daniel daniela daniele danielle
    danijel danilo danny danuta daphne daphnee daria dario darius dariush dariusz darko
    darya dave david davide davina davor davy dawn debora deborah declan deepa deepak
    deirdre dejan delfina delia delphine demba denes denholm denis denisa denise dennis
    denys derek dermot derya desdemona desiree desmond despina detlef devi devika dexter
    diana diane diarmuid didem didier diederik diego dieter dietmar dietrich dijana
    dilek dimitra dimitri dimitrios dimitris dina dinah dinesh dinis diogo dionysis dirk
    divya djamel djamila djeneba djibril dmitri dmitriy dmitry doina dolores domenico
    domingas domingo dominic dominik dominika dominique donal donald donatella donatien
    donatienne donna dora dorian doriane dorin dorina dorine doris dorota dorothea
    dorothee dorothy dougal douglas douwe dragan dragana drago dragos dries driss
    drusilla duarte dubravka duncan dunja dusan dusko dwight dylan eamon ebba eberhard
    ebru eckhard ed edda eddie eddy edeline edeltraud edgar edgard edin edina edit edite
    edith edmee edmond edmund edna edoardo edouard edouardo eduarda eduardo edurne
    edward edwige edwin edwina edyta eero effie effrosyni efua egbert eglantine egle
    egon ehsan eileen eilidh einar eino eira eirik eirini ekaterina ekkehard ekow
    el-hadj elaia elaine elea eleanor eleftheria elena eleni eleonor eleonora eleonore
    elettra eleuthere elfi elfrida elfriede elham elia elian eliane elias elie eliette
    elif elin elina eline elinor eliot eliott elisa elisabete elisabeth elisabetta elise
    elisio eliza elizabeth elizaveta elke ella ellen ellie elliot elliott elma elmar
    elmer elodie eloi eloisa eloise elouan elowen elsa elsbeth elske elspeth eluned elva
    elvira elvire elzbieta emanuel emanuela emanuele emeka emeline emerentienne emeric
    emerson emese emiko emil emile emilia emilian emilie emilien emilienne emilio emily
    emina emine emma emmanuel emmanuelle emmeline emre emrys encarnacion endre enea
    engelbert engin enguerrand enid eniko enis enola enora enrica enrico enrique enzo
    eoghan eoin ephraim ercan erdem erell erhan erhard eric erica erich erik erika eriko
    erkki ernest ernestine ernesto ernst erol errol erwan erwann erwin erzsebet esben
    esma esme esmee esmond esperance esra esteban estefania estelle esteve esther eszter
    ethan ethel etienne etiennette ettore eudoxie eugen eugene eugenia eugenie eugenio
    eulalia eulalie eunice eunji euphrasie eusebe eusebio eustache eva evadne evan
    evangelia evangeline evangelos evariste evaristo eve evelina eveline evelyn evelyne
    evert evgenia evgeny evi evrard ewa ewald ewan ewelina ewen ezra fabian fabiana
    fabien fabienne fabio fabiola fabrice fabricio fabrizio fadi fadila fadime fadoua
    fahd faical fairouz faiza fanch fannie fanny fanta fantine farah farhad fariba farid
    farida faris fatemeh fatih fatiha fatima fatimah fatimata fatma fatou fatoumata
    faustin faustine fawzi faycal fayza federica federico fedor felicia felicie felicien
    felicitas felicite felicity felipa felipe felix femke fenna ferdinand ferdinande
    ferdinando ferenc fereshteh fergal fergus ferhat fermin fernand fernanda fernande
    fernando ferran ffion fflur fiammetta fidel filip filipa filipe filippo filiz
    filomena finlay finn fintan fiona fionnuala fiorella firmin firouzeh flavia flavie
    flavien flavio flemming fleur floortje flora florane flore florence florent
    florentin florian floriana floriane florie florimond florin floris fode folake fosca
    fotini fotis fouad foulques fouzia franca francesc francesca francesco francette
    francine francis francisca francisco franck francky franco francois francoise frank
    frans frantz franz franziska frauke fred freda frederic frederica frederick
    fredericka frederik frederique freek freja freya frida friederike friedhelm
    friedrich fritz frode fulbert fumiko fumio fyodor gabi gabor gabriel gabriela
    gabriele gabriella gabrielle gael gaelle gaetan gaetane gaetano gaia galina garance
    gareth garfield gary gaspar gaspard gaston gatien gaultier gaurav gauthier gautier
    gauvain gavin gayatri geert geertje geeta gemma genevieve gennady gennaro geoff
    geoffrey geoffroy georg george georges georgeta georgette georgia georgiana georgina
    georgine georgios georgy geraint gerald geraldine gerard gerardo gerd gerda gergely
    gerhard gerlinde germain germaine gernot gerrit gert gertrud gertrude gervais
    gervaise gerwyn gesine gethin geza ghada gheorghe ghislain ghislaine ghita ghizlane
    giacomo giada gian giancarlo gianfranco gianluca gianluigi gianmarco gianni giannis
    gideon gigi gijs gil gilbert gilberte gilberto gilda gildas giles gilles gillian
    gina ginette gino giordano giorgia giorgio giorgos giovanna giovanni gisela gisele
    gitte giulia giuliana giuliano giulio giuseppe giuseppina giusi gizem gladys glenda
    glenn glenys godefroy godfrey gokhan golnaz goncalo gontran gonzague gonzalo gopal
    goran gordana gordon gorm gottfried govind grace graciela graham grainne gratien
    gratienne grazia graziella grazyna greg gregoire gregor gregorio gregory greta
    gretchen griet grigori griselda grzegorz guadalupe gudrun guenael guenaelle guenole
    guenolee guglielmo guido guilhem guillaume guillemette guillermo guinevere gulay
    gulsen gunda gunilla gunnar gunnhild gunter gunther gurvan gustav gustave gustavo
    guy guylaine guyonne gwen gwenael gwenaelle gwendal gwendolen gwendoline gwendolyn
    gwenn gwenola gwilym gwladys gwyneth gyorgy gyula habib habiba hachem hadda hadley
    hadrien hafid hafida hafsa hajar hajnalka hakan hakim hakima hala halil halima
    halina halvard hamid hamida hamish hamza hana hanae hanan hanane hande hani hanna
    hannah hanne hanneke hannelore hannes hans harald hariet harold haroun harriet harry
    hartmut haruka haruki haruko harvey hasan hasna hassan hassane hassiba hassna hatem
    hatice hattie hawa hayat hazel heather heba hector hedi hedvig hedwig heidi heike
    heikki heiko heiner heinrich heinz heitor helder helen helena helene helga helier
    helle helmut heloise hendrik hendrika henk hennie henning henri henrietta henriette
    henrik henrike henrique henry henryk herbert heribert heriberto herman hermance
    hermann hermes hermina hermine herminia hermione hernan herta herve hester hew
    hicham hichem hideki hideo hilaire hilary hilda hilde hildegard hillary hilma hilmar
    hippolyte hiroko hiromi hiroshi hisashi hoa holger hong honore honorine horace
    horacio horia horst hortense hosni hossein houda houria howard hubert hubertine
    hubertus hugh hugo hugues huguette hui hulya humbert humberto humphrey huong husam
    huseyin hussein huub huw hyacinthe hyejin iain ian iancu ianis ianthe iben ibrahim
    ibrahima ichiro ichraq ida idalina idris idriss idrissa iestyn ieuan ifeoma ignace
    ignacio igor ihsan ilaria ilda ildiko ileana ilham ilias ilker ilona ilse ilya ilyas
    ilyes imad iman imane imanol imed imelda imen imene imke immaculee imogen imran imre
    inacio inaki inea ines inez inga inge ingeborg inger ingo ingrid ingvar ingvild
    inigo inmaculada inna intissar ioana ioanna ioannis iolanda iolo iona ionel ionut
    ipek iphigenie irena irene irenee irina iris irja irma irmgard irmtraud isaac
    isabeau isabel isabela isabella isabelle isadora isaline isaura iseult ishaan
    isidore isidro isild isis iskander isla ismael ismail isobel isolde issa issam
    istvan itziar iulia iulian iva ivan ivana ivano ivar ivica ivo ivone ivor iwan iwona
    izabela izumi jaap jacek jacinta jacinthe jacinto jack jackie jacky jacob jacoba
    jacopo jacqueline jacques jacquette jacquot jad jade jadranka jadwiga jago jaime
    jakob jakub jalil jamal jamel james jamie jamila jamshid jan jana jane janet janice
    janina janine janis janneke jannick janos jantje janusz jaouad jarl jarmo jaroslav
    jaroslaw jarvis jasmina jasmine jasna jason jasper javier jawad jayanti jayne jean
    jeanette jeanine jeanne jeannette jeannine jeff jeffrey jehanne jelena jelle jemima
    jennifer jenny jens jeremiah jeremie jeremy jeroen jerome jerzy jesper jess jessamy
    jesse jessica jesus jethro jihye jill jillian jim jimena jimmy jing jiri jisoo jo
    joachim joan joana joanna joanne joao joaquim joaquin jocasta jocelyn jocelyne
    jochem jochen jody joe joel joelle johan johann johanna johanne johannes john johnny
    jolan jolanta jolyon jonah jonas jonathan joop joost jordan jordi jorg jorge jorgen
    joris jorn jose josee josef josefa josefina joselyne josep joseph josephine josette
    josh joshua josiah josiane josie josse josselin josseline jouni jovan jovana joy
    joyce jozsef juan juana juanita jude judicael judikael judit judith juha juhani
    jukka jules julia julian juliana juliane julie julien julienne juliet julieta
    juliette julio julius jun june junichi junko jurgen jurriaan justin justina justine
    justyna jutta kaarina kaat kabir kaci kader kadiatou kadir kahina kai kaija kais
    kaisa kalina kalliopi kalman kamal kamala kamau kamel kamil kamila kamran kaori
    karel karen kari karim karima karin karina karine karl karla karlheinz karol
    karolina karoline karoly karsten kassandra katalin katarina katarzyna kate katerina
    katharina katharine katherine kathleen kathrin kathryn kathy katia katie katja kato
    katri katrin katrina katsuhiro katy katya kaveh kavita kawtar kay kaya kazimierz
    kazuko kazuo kees keiko keir keisuke keith kelly kelsey kemal ken kendra kenji
    kenneth kenta kenza kenzo kerem kerry kerstin keven kevin khadidja khadija khadim
    khady khaled khalid khalil kheira khoa khosrow khrystyna kian kieran kilian kim
    kimberly kiran kirill kirsi kirsten kirsty kiyoshi kjell klaas klara klaudia klaus
    knud knut koen kofi koichi konrad konstantin konstantina konstantinos kornelia kosta
    kostas krista kristel kristen kristian kristiina kristin kristina kristof krisztian
    krisztina krystel krystian krystyna krzysztof ksenia ksenija kumiko kurt kwabena
    kwame kyle kylian kyoko kyra kyriaki lachlan ladan ladislas laetitia lahcen laila
    lajos lakshmi lalita lalla lamia lamine lana landry lara larbi larisa larissa lars
    lassana lasse laszlo latifa laura laure laureen laurel laureline lauren laurena
    laurence laurene laurens laurent laurentine laurentiu laurette lauri lauriane laurie
    laurinda laurine lavinia lazar lazare lea leah leandre leandro leane leela leena
    lefteris leia leif leila lejla leland lena lenaic lenaig lene lenka lennart leo
    leocadie leon leonard leonarda leonardo leonce leonel leonhard leonid leonie leonor
    leonora leonore leontine leopold leopoldine leslie leszek leticia letizia lettice
    lev levent levente lewis leyla lia liam liana licia lidia lidija lieke lies liesbeth
    liesel lieselotte lieve ligia lila lilia lilian liliana liliane lilou lily lilya lin
    lina linda lindiwe lindsay line ling linh linnea linus lio lionel lior lisa lisbet
    lisbeth lise lisette lison liv livia livio liviu liz ljiljana ljubica llinos lloyd
    loan lobna loeiza loic lois lola lolita lone lorcan loredana loreline loren lorena
    lorenz lorenza lorenzo loretta loris lorna lorraine lotfi lothaire lothar lotte
    lottie lou louane loubna louella louis louisa louise louisette louison louiza louka
    louna lounes loup lourdes lovisa lowri luana lubin luc luca lucas luce lucette lucia
    lucian luciana luciano lucie lucien lucienne lucile lucille lucinda lucio lucja
    lucrece lucrezia lucy lucyna ludger ludivine ludmila ludovic ludovica ludovine
    ludwig luigi luigia luis luisa luka lukas lukasz luke luminita luna lurdes luther
    lutz luzia lyazid lydia lydie lylia lynda lyndon lyne lynn lynne lysander lyse
    lyubov lyudmila maaike maarten mabel macha machteld maciej mackenzie madalina
    maddalena maddy madeleine madeline madhav madhu mady mael maelie maelle maelys maeva
    maeve mafalda magali magalie magda magdalena magdolna maggie magne magnhild magnus
    maha mahamadou mahaut mahdi mahmoud mahnaz mahsa mai maia maija maimouna mair maite
    maiwenn maixent maj maja majid makoto maksim malak malcolm malek malgorzata malia
    malick malik malika malin mallaury mallory malo malvina mamadou mame manal mandy
    manel manfred manish manlio manoel manoelle manoj manolis manon mansour manuel
    manuela mara marc marceau marcel marcela marcelin marceline marcella marcelle
    marcellin marcello marcelo marcia marcin marco marcos marcus mareike marek maren
    marga margaret margareta margarete margarida margarita margaux margherita margit
    margo margot margret margrethe marguerite mari maria mariam mariama marian mariana
    mariane mariangela marianna marianne maribel maricarmen marie marieke mariel mariela
    mariella marielle marietta mariette marigold marija marijana marijke marijn marika
    mariko marilyn marin marina marine mario marion marios maris marisa marise marisol
    marit marita marius mariusz marja marjan marjolaine marjorie mark marketa markku
    marko markus marleen marlene marlies marlis marloes marlon marouane marta marten
    martha marthe martial martijn martim martin martina martine martti marty maruja
    marwa marwan mary maryam maryline maryse maryvonne marzena masaaki masahiro masako
    masao masoud massimiliano massimo mateo mateusz mathea matheo matheus mathew mathias
    mathieu mathijs mathilda mathilde mathis mathurin mathurine matias matilda matilde
    matt matteo matthew matthias matthieu matthis matti mattia matyas maud maude maura
    maureen maurice mauricette mauricio maurizio mauro mavis max maxence maxim maxime
    maximilian maximilien maximo maxine maya mayssa mbarka meave mebarka mechthild medhi
    meena meera megan mehdi mehmet mehran mei meike meinhard melaine melanie melchior
    melek melia melike melina melinda melisande melissa mellie melodie melody melusine
    melvin mercedes meredith merete meriem merja merle merlin mert merve meryem meryl
    mesut metin mette meven mia micha michael michaela michal michala michalina michalis
    michel michela michelangelo michele micheline michelle michiko micol mieczyslaw
    mieke miguel mihaela mihai mika mikael mike mikhail miki mikkel mikko miklos mila
    milagros milan mildred milena miles milica milla millicent milo milos milosz miloud
    mina minh minji minjun minna minoru miodrag mira mirabel miranda mircea mireia
    mireille mirela mirella miren miriam mirjana mirka mirko miroslav miroslaw mischa
    misha mitchell mitra mitsuko miyuki mladen moacir modestie modou mogens mohamad
    mohamed mohammed mohan mohand mohsen moira moise moises mokhtar molly mona moncef
    monia monica monika monique monserrat morag morena morgan morgane moriah moritz
    morten morteza morven mostafa moulay mouna mounia mounir mourad moussa moustapha
    muguette muhammad mukesh mungo murat muriel murielle murray mustafa mustapha myfanwy
    mylene myra myriam myrtille nabil nabila nacer nacera nacho nada nadege nadejda
    nadezhda nadia nadine nadir nadja nael nafissatou nahid nahla naima najat najib
    najla nana nancy nandini nandor nanette nanna naoki naoko naomi naomie narayan
    narciso narcisse narges narjes nasrin nasser nassim nassima nastasia natacha natalia
    natalie natalya natasa natasha natercia nathalie nathan nathanael nathaniel natsuki
    naveen navid nawal nawel nazaire nazanin nazli ndeye neal nebojsa necla neda nedjma
    negar neha neil nejma nell nelly nelson nemanja nenad nerea nermin nerys neslihan
    nesrine nestor nevena neville ngozi nguyet nia niall niamh nicaise nicholas nick
    nicky nicodeme nicola nicolai nicolas nicole nicoleta nicoletta nicolette nicolo
    nicu nidal niels nienke nieves nigel nihal nihan nikhil niki nikita niklas nikola
    nikolai nikolaj nikolaos nikolas nikolaus nikolay nikos nilgun niloufar nils nima
    nina ninon nisha nisrine nitin nizar njeri nkosana noa noah noam nobuko noe noel
    noelia noelie noeline noella noelle noemi noemie nolwenn nomsa noortje nora norah
    norbert noreen noriko norma norman nour noura noureddine nouria nourredine novak
    nuala nuno nunzia nuran nuray nuria oana obinna oceane octave octavia octavian
    octavie octavio oda odalys oddvar odette odile odilon odon odysseas ofelia oisin
    okan oksana ola olaf olav ole oleg oleksandr olena olga olimpia olinda oliver
    olivera olivette olivia olivier olli ollie oluwaseun olwen olympe olympia omar
    ombeline omid ondine onur oona ophelia ophelie orhan oriana oriane oriol orla
    orlando orlane ornella orso orsola orsolya orson ortrud osamu oscar oskar osman
    osric osvaldo oswald otavio othman otieno otis ottavia ottavio ottilie otto ottoline
    ouafa oualid ouarda ould oumar oumou ousmane outi ovidiu owain owen ozan ozge ozlem
    pablo paco pacome padma padraig paivi palle palmira palmyre paloma pamela panagiotis
    panayiotis pandora pankaj paola paolo pape paquita par paraskevi parisa parveen
    parvin parviz pascal pascale pascaline pascoe pascual pasquale patrice patricia
    patricio patrick patrik patrizia patryk paul paula paule paulette paulien paulin
    paulina pauline paulo pavel pavlos pawel payam paz peder pedro pegah peggy pekka
    pelagia pelagie pelin penelope penny per percival percy peregrine perla pernelle
    pernille perrette perrin perrine pertti pervenche petar peter petr petra petri
    petronella petronille petros petru phil philibert philiberte philip philipp philippa
    philippe philippine philomena philomene phineas phoebe phuong phyllis pia pier piera
    pierangelo pierig pierluigi piero pierre pierrette pierrick piers piet pieter pietro
    pilar pinar piotr pippa pirjo piroska polina polly pooja poul pouya prabhat pradeep
    prakash pranav prasad praskovia pratap pratibha praveen preben predrag preeti
    priscilla priscille priya priyanka prosper prune przemyslaw quang quentin quincy
    quintin quitterie rabah rabia rachel rachid rachida radha radia radmila radoslav
    radovan radu rafael rafaela rafaelle rafal rafe raffaele raffaella rafik raghav
    ragnar ragnhild rahel rahma rahul raimund raimundo rainer raissa raj rajan rajeev
    rajesh rajiv rakesh ralf ralph raluca ramata ramesh ramin ramiro ramon ramona ramzi
    rana randolph rania raouf raoul raphael raphaela raphaelle raquel rashid rasmus raul
    ravi ray rayan raymond raymonde razvan rebeca rebecca rebecka recep reda regina
    reginald regine regis reiko reine reiner reinhard reinhold reinier rejane reka remco
    remi remigius remo remy rena renata renate renato renaud rene renee renske renzo
    reuben reynald reynaldo reza rhea rhian rhiannon rhoda rhodri rhona rhys riad
    ricarda ricardo riccardo richard richarde rida riitta rim rina rita ritchie ritu
    riwanon roar rob robert roberta roberto robin robyn rocco roch rocio roderick rodica
    rodney rodolfo rodolphe rodrigo rodrigue roel rogelio roger rogerio rohan rohini
    rohit roisin rokhaya roland rolande rolf romain roman romane romano romaric romeo
    romina romuald romy ronald ronan ronja ronny rory rosa rosalia rosalie rosalina
    rosalind rosaline rosamund rosanna rosaria rosario roscoe rose roseline roselyne
    rosemarie rosemary rosemonde rosie rosina rosine rosita ross rossana rossella rowan
    rowena roxana roxane roxanne roy roya royston rozenn ruairi ruaridh ruben ruby rudi
    rudiger rudo rudolf rudy rufus ruggero rui runa rune rupa rupert rushna ruslan
    russell ruta ruth ruud ruxandra ryan ryo ryota ryszard saara sabah sabina sabine
    sabri sabrina sacha sachiko sachin sadegh sadia saeed safia sahar said saida sakari
    sakina salah salem salif saliha salim salima salimata sallie sally salma salome
    salvador salvatore sam samaneh samantha sami samia samir samira samson samuel
    samuele samy sana sanaa sanaz sancha sanda sandeep sander sandie sandor sandra
    sandrine sandro sandy sangeeta sanja sanjana sanjay sanjeev sanna sanne santiago
    saoirse sara sarah sari sarita sasa sascha saskia satoko satoshi satu saturnin saul
    saverio savinien savita sayuri scarlett scholastique scott seamus sean sebastian
    sebastiano sebastien sebastienne segolene seiji sekou selcuk selena selene selim
    selin selina selma semra sepideh seppo serafina serafine serap seraphin seraphina
    seraphine serdar serena serge sergei sergey sergio serkan servane seth settimia
    severin severine severino sevgi sevil seydou shabnam shahin shahram shalini shana
    shane shankar sharmila sharon shauna sheila shigeru shinichi shirin shirley shiro
    shivani shohreh shoji shona shreya shweta siaka siamak sian sibel sibille sibyl
    sibylle siddharth sidi sidney sidoine sidonie siebe siegfried siegmar sigmund signe
    sigolene sigrid sigurd siham silas silje silke silvain silvana silvere silvester
    silvia silvino silvio silviu sima simeon simin simon simona simone sinan sinead
    sinem siobhan sipho siri sirine sirkka sixte sixtine sizwe sjoerd slavica slavko
    slawomir slim slimane slobodan smail smain smita sneha snezhana sofia sofian sofiane
    sofie sohaib soheila solal solange soledad solen solene solenn solenne soline
    solveig songul sonia sonja sophia sophie soraya soren sorin sotiria sotiris souad
    soufiane souhila soukaina souleymane soumia spyridon spyros srdjan stacy stamatis
    stan stanislas stanislav stanislaw stanley stavros steeve stefan stefania stefanie
    stefano steffen steffi steinar stelios stella stephan stephane stephania stephanie
    stephen sterenn steve steven stewart stig stijn stina stine stjepan stojan stratos
    struan stuart subhash sudha sudhir sue suh suleiman suleyman sumiko sumit sunhee
    sunil sunita sunniva suresh susan susana susann susanna susanne sushila suzanne
    suzette suzie svein sven svend svenja sverre svetlana svitlana swann swati sybil
    sybille sylvain sylvaine sylvana sylvere sylvester sylvestre sylvette sylvia
    sylviane sylvie sylwia symphorien synne szabolcs szilvia szymon tabitha tadashi
    tadeusz tadhg tafadzwa taha tahar taina takahiro takako takashi takeshi talia
    talitha tamar tamara tamas tamsin tancrede taner tanguy tania tanja tanvi tanya
    tapio tara taraneh taras tarek tarik tariq tarja taro tarquin tatiana tatjana
    tatsuya tatum tayfun ted teemu tegwen telma temperance tendai teodor teodora teodoro
    terence teresa teresita terhi terry tess tessa tetsuya teun thabo thaddee thaddeus
    thais thanasis thandi thanh thea thekla thelma themba themis theo theobald theodor
    theodora theodore theodoros theodorus theodosia theodule theophane theophile
    theophraste theotime theresa therese thibaud thibaude thibault thibaut thierno
    thierry thijs thilo thodoris thomas thomasina thora thorsten thorvald tiago tiberiu
    tibor tidiane tifenn tiffany tihana tiina tijmen tilda till tilly tilman tilo tim
    timea timo timofey timothe timothee timothy tina tine tineke ting tiphaine tirza
    titouan titus tiziana tiziano tjalling tjeerd tobias toby todd tolga tom tomas
    tomasz tome tomislav tommaso tomoko tomos toni tonia tonje tony tora torben torbjorn
    tore torgeir torsten torunn torvald tosca toshiko toshio touria tova tove tracey
    tracy trang traute trevor trine tristan tristane tristram troels trond trudy trygve
    tsuyoshi tuan tudor tugba tugdual tuija tulin tullio tunde tuomas turgut turid tyler
    tyra uche udo ugo ulf ulla ulric ulrich ulrika ulrike ulysse umberto umesh umit una
    unni urban uros ursula ursule urszula usha uta ute uwe vadim vagn vahid vaiana
    valentin valentina valentine valere valeria valerian valerie valerien valerio
    valeriu valery vandana vanesa vanessa vangelis vanina varun varvara vasant vasco
    vasile vasiliki vasilis vasily vassilis vasso vedat vedran veikko venkat vera verane
    verena vernon veronica veronika veronique veselin vesna vianney vibeke vicenta
    vicente vicki vickie vicky victoire victor victoria victorien victorine vidal vidya
    vigdis viggo vijay vikas vikram viktor viktoria ville vilma vilmos vimala vinay
    vincent vincente vincenza vincenzo vinod viola violaine violeta violette virgil
    virgile virginia virginie viridiana vishal vitali vitalie vitaly vito vittoria
    vittorio vivek vivian viviana viviane vivien vivienne vjekoslav vlad vladan vladimir
    vladislav vlado vojislav volkan volker volkmar volodymyr vuk vyacheslav wafa wahiba
    wahid walburga waldemar walid wallace walter waltraud wambui wanda wandrille wanjiru
    warda warren wassila wassim wataru wayne wei wendel wendell wendy wenzel werner
    weronika wesley wessel wiebke wieke wieland wieslaw wiktor wilbur wilfred wilfrid
    wilfried wilhelm wilhelmina will willeke willem willemijn william willy wilma wim
    winfried winifred winston wissem witold wladimir wladyslaw wlodzimierz wojciech
    wolfgang wolfram wouter wyn xabi xanthi xaver xavi xavier xaviere xenia ximena xin
    yacine yacouba yael yaelle yahia yahya yakov yamina yan yana yanick yanis yann yanna
    yannick yannis yara yaroslav yasaman yasemin yash yasmin yasmina yasmine yassin
    yassine yasuko yavuz yegor yekaterina yelena yeliz yevgenia yevgeny yewande yiannis
    yilmaz yiorgos ylva yngve yoann yohan yohann yoichi yoko yolaine yolanda yolande
    yoni yoshiko yoshio youcef youna younes youri yousra youssef ysaline ysaure yseult
    yuichi yuki yukiko yulia yuliya yumi yumiko yuna yunus yuri yuriko yusuf yutaka
    yvain yvan yves yvette yvon yvonne zaccharie zachariah zacharie zachary zadie zahia
    zahra zaina zakaria zaki zakia zamfir zanele zara zbigniew zdenek zdravko zdzislaw
    zehra zeina zeineb zelda zelia zelie zeljko zenaide zenobie zenon zephyr zephyrin
    zerrin zeynep zhang zhanna zhen zied zineb zita zoe zofia zohra zoltan zora zoraida
    zoran zorica zoubida zouhair zoulikha zoya zsofia zsolt zsuzsanna zulmira zuzana
    zuzanna zygmunt
    """.split()
)
