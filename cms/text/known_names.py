"""Abbreviations and names of education and its administration, written as Nghị định 30/2020/NĐ-CP, Phụ lục II asks."""

_ABBREVIATIONS = """
ATGT ATTT BCĐ BCH BDTX BGDĐT BGH BHXH BHYT BTV CĐ CĐCS CĐS CLB CMC CNTT CNVCLĐ CNXH CSVC CSGD CSDL CTĐ CT-XH
ĐBSCL ĐBQH ĐH ĐHQG ĐHSP ĐKTS ĐTN GD GD&ĐT GD-ĐT GDCD GDĐT GDMN GDNN GDNN-GDTX GDPT GDQP GDQP-AN GDQPAN GDTH GDTrH
GDTX GDTX-GDCN GDCN GV GVCN HĐND HĐTN HIV/AIDS HKPĐ HS HSG HSSV HTX ICT KĐCL KHCN KHKT KH-CN KTQD KT-XH KTX
LĐLĐ MN MTTQ NCKH NĐ-CP NGƯT NGND NN&PTNT NQ-CP NSNN NTM NXB PCCC PCGD PCTN PGD PGDĐT PHHS PT PTCS PTDTBT PTDTNT
PTTH QĐ QLGD QLNN QPAN QP-AN SGD SGDĐT SGK STEM SV TBXH TDTT TH TH&THCS THCS THCS&THPT THPT THTT TKB TN
TNCS TNTP TNCSHCM TP TP. TTHC TTLĐ TT-BGDĐT TTHT TTHTCĐ TTND TW UBMTTQ UBND UBTVQH UNESCO UNICEF UVBTV VBHN VH VHVN
VNPT VNEN VTV XHCN XHHGD XMC ASEAN AI COVID-19 IELTS TOEIC TOEFL PISA TALIS SEAMEO WHO WTO EU USD GDP
Zalo Facebook YouTube Google Microsoft Internet Online Olympic Robotics Excel RSS PDF QR
"""

_PLACES = """
Việt Nam, Hà Nội, Hồ Chí Minh, Hải Phòng, Đà Nẵng, Cần Thơ, Huế, Thừa Thiên Huế, Sài Gòn, Sa Pa, Đà Lạt,
An Giang, Bà Rịa, Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước,
Bình Thuận, Cà Mau, Cao Bằng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Tĩnh,
Hải Dương, Hậu Giang, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai, Long An,
Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị,
Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long,
Vĩnh Phúc, Yên Bái, Điện Biên Phủ, Buôn Ma Thuột, Nha Trang, Tây Nguyên, Tây Bắc, Đông Bắc, Nam Bộ, Bắc Bộ, Trung Bộ,
Hoàng Sa, Trường Sa, Biển Đông, Đông Nam Á, châu Á, châu Âu, châu Phi, châu Mỹ, Trung Quốc, Nhật Bản, Hàn Quốc, Lào,
Campuchia, Thái Lan, Hoa Kỳ, Liên bang Nga, Ấn Độ, Singapore, Đồng bằng sông Cửu Long, Hùng Vương
"""

_INSTITUTIONS = """
Đảng, Đảng Cộng sản Việt Nam, Đảng bộ, Đảng ủy, Nhà nước, Quốc hội, Chính phủ, Chủ tịch nước, Thủ tướng Chính phủ,
Mặt trận Tổ quốc, Mặt trận Tổ quốc Việt Nam, Tổ quốc, Bác Hồ, Ban Chấp hành, Ban Chấp hành Trung ương, Trung ương,
Ban Giám đốc, ngành Giáo dục, tiếng Việt, tiếng Anh, tiếng Pháp, tiếng Trung Quốc,
Ban Thường vụ, Ban Tuyên giáo, Ban Biên tập, Ban Giám hiệu, Tỉnh ủy, Thành ủy, Huyện ủy, Tỉnh đoàn, Thành đoàn,
Đoàn Thanh niên, Đoàn Thanh niên Cộng sản Hồ Chí Minh, Đội Thiếu niên Tiền phong, Đội Thiếu niên Tiền phong Hồ Chí Minh,
Hội Liên hiệp Phụ nữ, Hội Liên hiệp Thanh niên, Hội Khuyến học, Hội Cựu giáo chức, Hội Chữ thập đỏ, Hội Nông dân,
Hội Cựu chiến binh, Công đoàn Giáo dục, Công đoàn Giáo dục Việt Nam, Liên đoàn Lao động, Hội đồng nhân dân,
Ủy ban nhân dân, Uỷ ban nhân dân, Ủy ban Mặt trận Tổ quốc, Văn phòng Chính phủ, Sở Giáo dục và Đào tạo,
Phòng Giáo dục và Đào tạo, Bộ Giáo dục và Đào tạo, Sở Nội vụ, Sở Y tế, Sở Tài chính, Sở Xây dựng, Sở Tư pháp,
Sở Khoa học và Công nghệ, Sở Văn hóa, Thể thao và Du lịch, Sở Nông nghiệp và Môi trường, Bộ Công an, Bộ Y tế,
Bộ Quốc phòng, Bộ Nội vụ, Bộ Tài chính, Bộ Tư pháp, Bộ Ngoại giao, Bộ Khoa học và Công nghệ, Bộ Chính trị,
Công an tỉnh, Thanh tra Chính phủ, Thanh tra tỉnh, Bảo hiểm xã hội, Nhà xuất bản Giáo dục Việt Nam,
Trung tâm Giáo dục thường xuyên, Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên, Trung tâm Học tập cộng đồng,
Hội khỏe Phù Đổng, Hội khoẻ Phù Đổng, Phù Đổng, Nhà giáo Ưu tú, Nhà giáo Nhân dân, Nhà giáo Việt Nam,
Huân chương Lao động, Huân chương Độc lập, Bằng khen, Anh hùng Lao động, Quốc khánh, Quốc tế Phụ nữ, Quốc tế Lao động,
Quốc tế Thiếu nhi, Phụ nữ Việt Nam, Thầy thuốc Việt Nam, Cách mạng tháng Tám, Giỗ Tổ, tết Nguyên đán, tết Trung thu,
Nguyên đán, Trung thu, Đoan ngọ, Luật Giáo dục, Luật Nhà giáo, Hiến pháp, Kỷ Hợi, Canh Tý, Tân Sửu, Nhâm Dần,
Quý Mão, Giáp Thìn, Ất Tỵ, Bính Ngọ, Đinh Mùi, Mậu Thân, Kỷ Dậu, Canh Tuất, thứ Hai, thứ Ba, thứ Tư, thứ Năm,
thứ Sáu, thứ Bảy, Chủ nhật, lần thứ hai, lần thứ ba, lần thứ tư, lần thứ năm, lần thứ sáu, lần thứ bảy
"""

# Words that look like the beginning of a name and begin none.
_ORDINARY = """
xã hội, xã hội hóa, xã hội học, xã viên, hợp tác xã, tỉnh thành, tỉnh nhà, tỉnh miền núi, cấp tỉnh, cấp huyện, cấp xã,
thành phố thông minh, thầy cô, cô giáo, thầy giáo, nhà trường, đảng viên, đảng phí, chi bộ
"""


def _listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",") if name.strip()]


KNOWN = frozenset([*_ABBREVIATIONS.split(), *_listed(_PLACES), *_listed(_INSTITUTIONS), *_listed(_ORDINARY)])
PLACES = frozenset(_listed(_PLACES))
