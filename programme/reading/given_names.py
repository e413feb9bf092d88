"""First names that often occur, as search keys: they help to tell people from titles.

A name that is missing here is still recognised by its capitals, its brackets or its
place in the line.
"""

GIVEN_NAMES = frozenset(
    """
    abdel abdelkader abdellah abdou abdoulaye abel abigail adam adel adele adeline
    adil adrian adriana adrien agathe agnes agnieszka ahmed aicha aida aime aisha
    aisling aissatou akira alain alan alba albane albert alberto alejandro
    aleksandra alessandra alessandro alex alexander alexandra alexandre alexia
    alexis alfred ali alice alicia alina aline alison alix allan allison alma alois
    alphonse alvaro amadou amal amanda amandine amar ambre amelia amelie amin amina
    aminata amine amir amira amy ana anais anastasia anatole anders andre andrea
    andreas andree andrei andrew andrzej andy ange angela angele angelica angelina
    angelique angus anissa anita anja ann anna annabelle annaig anne anneke annelies
    annette annick annie anouk anselm anselme anthony antoine antoinette anton
    antonella antonia antonin antonio anya apolinaire apolline ariane arianna
    arielle aristide arjun armand armelle arnaud arnold arthur arturo asma astrid
    aubin aude audrey august augustin aurelie aurelien aurore awa axel axelle aya
    aymeric ayse aziz baptiste barbara barnabe barry bart bashir basile bastien
    beata beatrice beatrix beatriz belinda belkacem ben benedicte benedikt benjamin
    benoit berengere bernadette bernard bernd bertille bertrand bettina betty bianca
    bilal bill birgit bjarni bjorn blaise blanche blandine bob bogdan boris boubacar
    brahim brandon brenda brendan brian brice brigitte bronagh bruce bruno bryan
    caleb calum camila camille candice carina carine carl carla carlo carlos carmela
    carmen carol carola carole carolin carolina caroline carolyn caspar cassandra
    catalina catarina caterina catherine cathy catriona cecile cecilia cedric
    celeste celestin celia celine cesar chantal charlene charles charlie charlotte
    cheikh chen chiara chidi chloe chris christa christel christele christelle
    christian christiane christina christine christoph christophe christopher cindy
    claire clara clarisse claude claudia claudie claudine claudio claus clea
    clemence clement clementine clive clothilde clotilde colette colin colm come
    connor conor constance constant constantin coralie cordelia corentin corinna
    corinne cornelia cosima craig cristian cristina cynthia cyprien cyril cyrille
    daisy dalila damian damien dan dana daniel daniela daniele danielle danny daphne
    dario darius dave david dawn deborah declan deirdre delia delphine denis denise
    dennis derek desmond diana diane didier diego dieter dimitri dina dirk djamel
    djamila dmitri dmitry dolores dominic dominik dominique donald donatella donna
    dora dorian doris dorota dorothee dorothy douglas driss duncan dylan eamon ed
    eddy edgar edith edmond edmund edouard eduardo edward edwige edwin eileen eirini
    ekaterina elaine eleanor elena eleni eleonora eleonore eliane elias elin elina
    eline eliott elisa elisabeth elisabetta elise eliza elizabeth ella ellen ellie
    elodie eloi eloise elsa elvira emeka emeline emeric emil emile emilia emilie
    emilio emily emma emmanuel emmanuelle enora enrico enrique enzo eric erica erik
    erika ernest ernesto erwan esteban estelle esther ethan etienne eugene eugenia
    eugenie eva evan eve evelyn evelyne ewa fabian fabien fabienne fabio fabrice
    fadila fanny farah farid farida fatima fatimah fatma fatou fatoumata federica
    federico felicia felicie felicien felicity felipe felix ferdinand fergus fernand
    fernanda fernando fiona flavia flavie flavien fleur flora flore florence florent
    florian florie francesca francesco francine francis francisco franck francois
    francoise frank frans franz fred freda frederic frederick frederik frederique
    frida friedrich gabriel gabriela gabriele gabriella gabrielle gael gaelle gaetan
    gareth gary gaspard gaston gauthier gautier gavin gemma genevieve geoff geoffrey
    geoffroy george georges georgia georgina gerald geraldine gerard gerda gerhard
    germain germaine ghislain ghislaine gianni gilbert gilberte gilles gillian gina
    giorgia giorgio giovanna giovanni gisele giulia giulio giuseppe gladys glenn
    gonzague gordon grace graham grazia greg gregoire gregory greta guido guilhem
    guillaume guillemette gulsen gustav gustave guy gwenael gwenaelle gwendoline
    gwenn habib hadrien hafid hakim hamid hamza hana hanane hanna hannah hannes hans
    harold harriet harry hasan hassan hassna hatem hayat hazel heather hector hedvig
    heidi helen helena helene helga helmut heloise henk henri henriette henrik henry
    herbert hermann herve hilary hilda hiroshi honore horst hortense howard hubert
    hugh hugo hugues hussein ian ibrahim ibrahima ida idriss ignacio igor ilaria
    ilona iman imane imed imen imogen ines inga ingeborg ingrid ingvar ioana ionut
    irene irina iris isaac isabel isabela isabella isabelle ismael ismail issa ivan
    ivana ivo iwona jack jackie jacob jacqueline jacques jade jakob jakub jamal
    james jamie jan jana jane janet janice janine jasmine jason javier jean jeanne
    jeannette jeannine jeff jeffrey jelena jennifer jenny jens jeremie jeremy jerome
    jess jesse jessica jesus jill jim jimmy jo joachim joan joana joanna joanne joao
    joaquin jocelyn jocelyne jochen joe joel joelle johan johann johanna johannes
    john johnny jonas jonathan jordan jordi jorg jorge jorn jose josef joseph
    josephine josette josh joshua josiane josie joy joyce juan juana judith jules
    julia julian juliana julie julien juliet juliette julio june jurgen justin
    justine kader kai kamel kamila karen karim karima karin karina karine karl karla
    karsten kate katharina katherine kathleen kathrin kathryn kathy katia katie
    katja katrin katrina katy kay keiko keith kelly ken kenji kenneth kenza kenzo
    kerry kevin khadija khaled khalid kim kirsten klara klaus kristen kristian
    kristin kristina kristof krzysztof kurt kwame kyle laetitia laila lamia lara
    larissa lars latifa laura laure laureen laurel lauren laurence laurent laurette
    laurie laurine lea leah leane leia leila lena leo leon leonard leonardo leonie
    leonor leopold leslie leyla lia liam lidia lila lilia lilian liliane lily lin
    lina linda lindsay line lionel lisa lise lisette liz loic lola lolita lorena
    lorenz lorenzo loretta lorna lorraine lotte lou louis louisa louise loup luc
    luca lucas lucia lucian luciana luciano lucie lucien lucienne lucile lucille
    lucinda lucja lucrezia lucy ludivine ludmila ludovic ludwig luigi luis luisa
    lukas luke lydia lydie lynda lynn lynne mackenzie madeleine madeline mael maelle
    magali magalie magda magdalena maggie magnus mahmoud mai maia maite maiwenn
    makoto malcolm malek malgorzata malick malik malika mamadou manfred manon manuel
    manuela mara marc marcel marcela marcelle marcello marcin marco marcos marcus
    marek margaret margaux margherita margot margrethe marguerite maria mariam
    mariama marian mariana mariane marianne marie mariella marielle marijke marina
    marine mario marion marisa marise marius marja marjorie mark markus marlene
    marta martha marthe martial martijn martin martina martine marwa mary maryam
    maryline maryse maryvonne massimo mateo mateusz mathew mathias mathieu mathilda
    mathilde mathis matilda matilde matt matteo matthew matthias matthieu maud maura
    maureen maurice mauricio maurizio max maxence maxim maxime maximilian maximilien
    maya mebarka megan mehdi mehmet mei melanie melina melissa melody mercedes
    meriem michael michaela michal michel michela michele micheline michelle miguel
    mihai mikael mike mikhail mikkel milan milena mina mira miranda mireille mirela
    miriam mischa mitchell mohamed mohammed mohand moira molly mona monica monika
    monique morgan morgane mounir mourad moussa moustapha muhammad muriel myriam
    myrtille nabil nabila nada nadege nadia nadine nadja nahid naima najat najib
    nancy naomi naomie narges nasser natacha natalia natalie natasha nathalie nathan
    nathanael nawal neil nelly nelson ngozi niall niamh nicholas nick nicky nicola
    nicolas nicole nicoletta niels nigel nikita nikolaj nikolaus nikos nils nina
    noah noam noel noelle noemi noemie nolwenn nora norah norbert norma nour noura
    nuria oceane octave odette odile oksana olaf oleg olga oliver olivia olivier
    olympe omar ombeline ophelie orla orlando oscar osman otto ottoline ousmane
    pablo padraig pamela paola paolo pascal pascale pascaline patrice patricia
    patrick patrik patrizia paul paula paule paulette paulina pauline paulo pavel
    pawel pedro peggy penelope penny per perrette perrine peter petra phil philip
    philipp philippa philippe phoebe pia pier pierre pierrette pieter pietro pilar
    piotr priscilla priscille priya prune quentin rachel rachid rachida radu rafael
    rafal rainer raj ralf ralph ramon rania raoul raphael raphaela raphaelle raquel
    rashid raul ray raymond raymonde razvan rebecca regina regine regis reine
    reinhard remi remy renata renate renaud rene renee reynald rhodri rhys riad
    ricardo riccardo richard rita rob robert roberta roberto robin rocio rodolphe
    rodrigo roger roland rolf romain romane romaric romeo romuald ronald rosa
    rosalie rosalind rosanna rosario rose rosemary ross rowan roxane roy ruairi
    ruben rudolf rudy rupert russell ruth ryan sabina sabine sabrina sacha sadia
    said saida salim salima sally salma salome sam samantha sami samia samir samira
    samson samuel samy sandra sandrine sandro sanjay sanna santiago saoirse sara
    sarah sascha saskia sean sebastian sebastien segolene selim selma serena serge
    sergei sergio severine shabnam sibylle sidonie siegfried sigrid siham silke
    silvia silvio simeon simon simona simone sinead siobhan sirine sixte sixtine
    slim slimane sofia sofiane solange solene solenne solveig sonia sonja sophia
    sophie soraya soren souad soufiane soumia spyros stan stanislas stefan stefania
    stefanie stefano stella stephane stephanie stephen sterenn steve steven stuart
    sue sunita susan susana susanna susanne suzanne sven svetlana swann sybille
    sylvain sylvaine sylvana sylvere sylvestre sylvia sylviane sylvie tadeusz tamara
    tania tanja tanya tara tarek tariq tatiana tatjana ted terence teresa terry tess
    thais thea thelma theo theodor theodora theodore theophile theresa therese
    thibaud thibault thibaut thierry thijs thilo thomas tiago tiffany tilda till tim
    timothee timothy tina tobias toby todd tom tomas tomasz tommaso tony tove tracey
    tracy trevor tristan tugdual turid ugo ulrich ulrike ulysse una urban ursula
    ursule usha uwe valentin valentina valentine valeria valerie valery vanessa
    vasco vera verena veronica veronika veronique vicki vicky victoire victor
    victoria vikram viktor vincent vincenzo viola violaine violeta violette virginia
    virginie viviane vivien vivienne vlad vladimir volker wafa walid walter warren
    wayne wei wendell wendy werner wilfried wilhelm will willem william willy wim
    winston wojciech wolfgang xavier xaviere yael yan yanick yann yannick yannis
    yasmina yasmine yassin yassine yasuko yohann yolanda yolande youcef youssef yuki
    yuri yusuf yvan yves yvette yvon yvonne zachary zahra zakaria zara zbigniew
    zeynep zhang zineb zoe zofia zora
    larbi zohra lamine tahar cherif sidi ould fatma lalla moulay el-hadj khadidja
    """.split()
)
