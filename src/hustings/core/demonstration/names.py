"""Names of the people of an invented constituency: common given and family names of many communities, combined by lot.

Nobody real is meant. A community here only keeps a household's names together so that lists look like lists; nothing
in hustings infers anything about a person from a name.
"""

from dataclasses import dataclass
from random import Random

from hustings.core.demonstration.lots import chance, pick, some, weighted


@dataclass(frozen=True, slots=True)
class Community:
    """Names that go together; `weight` is the community's share of households."""

    name: str
    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _c(name: str, weight: int, women: str, men: str, families: str) -> Community:
    return Community(
        name,
        weight,
        tuple(women.split()),
        tuple(men.split()),
        tuple(w.replace("_", " ") for w in families.split()),
    )


COMMUNITIES = (
    _c("English", 430,
       "Margaret Susan Patricia Jean Karen Julie Helen Sarah Emma Laura Rebecca Charlotte Olivia Amelia Grace Ruby Alice Dorothy Sheila Tracey Nicola Hannah Lucy Chloe Megan Jessica Holly Daisy Elsie Florence Hazel Linda Christine Gillian Deborah Joanne",
       "John David Michael Peter Paul Andrew Stephen Mark Richard Robert James Daniel Matthew Thomas Jack Harry Oliver George Alfred Kenneth Brian Alan Keith Colin Simon Jonathan Benjamin Samuel Joshua Luke Adam Ryan Derek Graham Nigel Trevor",
       "Smith Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Clark Turner Cooper Hill Ward Moore King Baker Harrison Morris Allen Mitchell Lee Carter Parker Bennett Young Shaw Cox Mason Holmes Palmer Webb Rogers Hunt Mills Barnes Knight Matthews Barker Powell Stevens Butler Fisher Ellis Foster Chapman Bradshaw Ashworth Entwistle Fairclough Rigby Hargreaves Threlfall Pickup Longbottom Ramsbotham Birtwistle Featherstone Butterworth Greenhalgh Higginbottom Sowerby Wainwright Holroyd Lockwood Armitage Sykes Thistlethwaite Culpepper Pettigrew Hollingsworth Wetherby Cholmondeley-Hart Fox-Pitman O'Hara-Jones"),
    _c("Welsh", 40,
       "Siân Bethan Carys Megan Ffion Rhiannon Catrin Angharad Gwenllian Mair Nia Eleri Lowri Elin",
       "Rhys Gareth Dylan Huw Ieuan Owain Geraint Iwan Aled Emyr Gethin Llŷr Tomos Ifan",
       "Jones Williams Davies Evans Thomas Roberts Lewis Griffiths Price Llewellyn Pritchard Bowen ap_Rhys Rees Vaughan Probert Meredith"),
    _c("Scottish", 40,
       "Fiona Morag Eilidh Catriona Isla Mairi Kirsty Aileen Shona Ailsa Elspeth Senga",
       "Angus Hamish Iain Callum Duncan Ewan Fraser Gregor Malcolm Ruaridh Struan Alasdair",
       "MacDonald McDonald Campbell Stewart MacLeod McKenzie Fraser Murray MacGregor McIntyre Sinclair Drummond Galbraith McAllister Mac_Leod Urquhart"),
    _c("Irish", 55,
       "Siobhan Aoife Niamh Bridget Kathleen Maeve Orla Sinéad Róisín Gráinne Bernadette Ciara",
       "Patrick Sean Liam Declan Brendan Eoin Cormac Padraig Dermot Fergal Seamus Ciarán",
       "Murphy Kelly O'Brien O'Sullivan Byrne Ryan O'Connor Doyle McCarthy Gallagher Doherty Kennedy Lynch Quinn McLoughlin O'Neill Brennan Fitzpatrick"),
    _c("Polish", 45,
       "Anna Maria Katarzyna Małgorzata Agnieszka Krystyna Barbara Ewa Elżbieta Zofia Joanna Magdalena Monika Beata Paulina",
       "Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Jakub Adam Łukasz Zbigniew Wojciech Grzegorz",
       "Nowak Wójcik Kowalczyk Woźniak Mazur Krawczyk Kaczmarek Zając Król Wieczorek Jabłoń Wróbel Stępień Pawlak Adamczyk"),
    _c("Romanian", 25,
       "Maria Elena Ioana Andreea Mihaela Cristina Alina Gabriela Daniela Raluca Simona",
       "Ion Andrei Alexandru Mihai Ștefan Gheorghe Vasile Adrian Bogdan Cătălin Florin",
       "Popa Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Țurcanu Lăzar"),
    _c("Pakistani", 85,
       "Ayesha Fatima Zainab Saima Nadia Shazia Rukhsana Nasreen Sana Bushra Khadija Hina Mariam Rabia",
       "Mohammed Muhammad Ahmed Imran Usman Bilal Tariq Asif Nadeem Zahid Kamran Faisal Waqar Shahid",
       "Khan Hussain Ahmed Ali Malik Iqbal Akhtar Shah Mahmood Butt Chaudhry Qureshi Mirza Javed Rafiq Aslam"),
    _c("Bangladeshi", 40,
       "Shirin Nasima Rahima Salma Taslima Fahmida Sultana Ruksana Jannat Farzana Halima",
       "Abdul Mohammed Shahin Jamal Rafiqul Kamal Aminul Mizanur Habibur Nazrul Shafiq",
       "Miah Begum Uddin Rahman Choudhury Islam Hoque Alam Haque Ullah Khatun Bari"),
    _c("Indian", 60,
       "Priya Anjali Sunita Kavita Meena Pooja Nisha Deepa Rekha Lakshmi Harpreet Jaspreet Gurpreet Manjit",
       "Rajesh Amit Sanjay Vijay Anil Suresh Ramesh Kiran Harpreet Gurpreet Jaswinder Manjit Arjun Nikhil",
       "Patel Singh Kaur Shah Sharma Desai Mistry Gill Sandhu Dhillon Reddy Iyer Nair Joshi Mehta Krishnan Solanki Parmar"),
    _c("Arabic", 35,
       "Layla Nour Hanan Amal Samira Yasmin Rania Huda Mona Dina Salwa",
       "Omar Khalid Yusuf Hassan Karim Tarek Mustafa Ziad Samir Bassam Nabil",
       "Haddad Mansour Saleh Al-Hashimi Al-Najjar El-Sayed Abdullah Nasser Khoury Farouk Aziz Abd_El-Rahman Hamdan"),
    _c("Turkish", 20,
       "Ayşe Fatma Emine Elif Zeynep Merve Gülşen Hatice Sevgi Özlem",
       "Mehmet Mustafa Ahmet Hüseyin Hasan Emre Murat Kemal Çağlar Serkan",
       "Yılmaz Kaya Demir Çelik Şahin Yıldız Aydın Öztürk Arslan Doğan Koç Polat"),
    _c("Somali", 25,
       "Hodan Ifrah Sahra Fadumo Asha Hibo Nimco Ubah Idil Deqa",
       "Abdi Mohamed Ahmed Hassan Farah Mahad Liban Guled Warsame Ayanle",
       "Warsame Abdi Hassan Farah Omar Jama Nur Aden Yusuf Mohamud Isse Hersi"),
    _c("Nigerian", 30,
       "Ngozi Chioma Folake Funmilayo Adaeze Yewande Blessing Ifeoma Temitope Amaka",
       "Chukwuemeka Oluwaseun Emeka Tunde Babatunde Ikenna Femi Obinna Segun Kelechi",
       "Okafor Adeyemi Okonkwo Balogun Eze Adebayo Nwosu Ogunleye Onyekachi Bello Afolabi Uche"),
    _c("Ghanaian", 15,
       "Abena Akosua Ama Efua Esi Adwoa Yaa Afia Gifty",
       "Kwame Kofi Kwabena Yaw Kojo Kwesi Ebo Nana Fiifi",
       "Mensah Owusu Boateng Asante Osei Appiah Agyeman Amoah Ofori Danso Quaye"),
    _c("Caribbean", 35,
       "Marcia Yvonne Beverley Shanice Cherelle Sonia Claudette Merlene Dionne Keisha",
       "Winston Desmond Leroy Carlton Errol Delroy Tyrone Marlon Clive Neville",
       "Campbell Grant Reid Clarke Francis Gordon Bailey Morgan Henry Powell Bent-Rowe Lindo St._Hill"),
    _c("Chinese", 25,
       "Mei Xiaoyan Li Wing-Yan Siu-Ling Jing Fang Hui Yan Ka-Yan",
       "Wei Jun Ming Ka-Ho Chi-Wai Feng Hao Tao Wing-Kit Bo",
       "Chan Wong Lam Cheung Li Wang Zhang Chen Liu Yeung Ng Tang"),
    _c("Vietnamese", 8, "Lan Huong Thuy Mai Linh Hoa", "Minh Tuan Hung Duc Quang Nam", "Nguyen Tran Le Pham Vo Dang"),
    _c("Portuguese", 20,
       "Maria Ana Beatriz Inês Catarina Fernanda Luísa Graça Conceição",
       "João José António Pedro Tiago Luís Nuno Rui Gonçalo",
       "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Gonçalves dos_Santos da_Silva"),
    _c("Spanish", 15,
       "Carmen Lucía Pilar Isabel Marta Begoña Rocío Nuria",
       "Javier Carlos Miguel Álvaro Sergio Íñigo Raúl Andrés",
       "García_López Martínez_Ruiz Fernández_Gil Sánchez_Moreno Muñoz Núñez_Vega Peña_Ortiz Ibáñez"),
    _c("Italian", 15,
       "Giulia Francesca Chiara Paola Rosa Concetta Lucia", "Marco Giuseppe Antonio Luca Salvatore Nicolò Vincenzo",
       "Rossi Esposito Bianchi Romano Colombo D'Angelo De_Luca Di_Marco Ricci"),
    _c("Ukrainian", 10, "Oksana Iryna Olena Natalia Svitlana Yulia", "Oleksandr Andriy Dmytro Mykola Serhiy Taras", "Shevchenko Kovalenko Bondarenko Tkachenko Melnyk Kravchuk"),
    _c("Kurdish", 10, "Berîvan Dilan Rojîn Shilan Nasrin", "Azad Rebwar Hiwa Serdar Dilshad", "Rashid Karimi Barzan Amin Salih Qadir"),
    _c("Filipino", 8, "Maricel Rowena Jocelyn Liezel Marites", "Jericho Rodel Arnel Reynaldo Noel", "Reyes Cruz Bautista Santos dela_Cruz Villanueva"),
    _c("Greek Cypriot", 8, "Eleni Androulla Despina Maroulla", "Andreas Georgios Costas Panayiotis", "Georgiou Christodoulou Ioannou Charalambous"),
)  # fmt: skip

_IN_SKI = ("Kowalski", "Wiśniewski", "Kamiński", "Lewandowski", "Zieliński")
WEIGHTS = tuple(community.weight for community in COMMUNITIES)
BY_NAME = {community.name: community for community in COMMUNITIES}


def community(random: Random, leaning: str = "") -> Community:
    """A household's community by lot; `leaning` names one that is common in this street."""
    if leaning and chance(random, 0.45):
        return BY_NAME[leaning]
    return weighted(random, COMMUNITIES, WEIGHTS)


def family(random: Random, of: Community) -> str:
    """A household's family name by lot. Polish names in -ski are among them: a woman's ends in -ska."""
    return pick(random, of.families + (_IN_SKI if of.name == "Polish" else ()))


def surname(random: Random, of: Community, household: str, *, woman: bool) -> str:
    """One person's surname within a household: most share it, some keep another."""
    if of.name == "Bangladeshi" and woman:
        return pick(random, ("Begum", "Khatun", "Akter", household))
    if household in ("Singh", "Kaur"):
        return "Kaur" if woman else "Singh"
    own = family(random, of) if chance(random, 0.12) else household
    return f"{own[:-1]}a" if woman and own.endswith("ski") else own


def given(random: Random, of: Community, *, woman: bool) -> str:
    """One person's given names by lot: one, two or, seldom, three."""
    count = weighted(random, (1, 2, 3), (50, 44, 6))
    return " ".join(some(random, of.women if woman else of.men, count))
