"""An article as a department writes it in Word, as long as real ones are, with three photographs."""

from tests.photographs import photograph
from tests.word_files import WordDocument, paragraph

TITLE = (
    "TỔ CHỨC LỚP TẬP HUẤN HƯỚNG DẪN HỌC VIÊN LÀM DỰ ÁN",
    "VÀ DẠY HỌC THEO NHÓM NHỎ NĂM HỌC 2026 - 2027",
)
LEAD = (
    "Thực hiện nhiệm vụ năm học 2026 - 2027, ngày 12/11/2026, Sở Giáo dục và Đào tạo (GDĐT) Vân Khê tổ chức lớp "
    "tập huấn về hướng dẫn học viên làm dự án và dạy học theo nhóm nhỏ. Dự lớp có lãnh đạo, chuyên viên Phòng "
    "GDTX-GDCN và gần hai trăm cán bộ, giáo viên của các trung tâm, các trường cao đẳng và phòng giáo dục các "
    "huyện."
)
PARAGRAPHS = (
    "Trong buổi sáng, các học viên nghe giới thiệu cách chọn đề tài từ việc quanh mình: nước sạch của bản, vườn "
    "rau của trường, chợ phiên cuối tuần. Mỗi nhóm năm người tự đặt câu hỏi, lập kế hoạch ba tuần và phân công ai"
    " đo, ai ghi, ai trình bày. Các báo cáo viên lưu ý rằng một dự án nhỏ làm đến nơi đến chốn có ích hơn một đề "
    "tài lớn bỏ dở.",
    "Phát biểu tại lớp tập huấn, bà Vi Thị Thắm, Phó Giám đốc Sở, đề nghị cán bộ quản lý và giáo viên cốt cán xem"
    " việc hướng dẫn dự án là một phần của giờ dạy hằng ngày. Nội dung phải gắn với chuyên môn, hợp với điều kiện"
    " từng trung tâm và sức của người học; tránh làm hình thức, tránh giao việc cho phụ huynh làm thay. Các đơn "
    "vị cần dành thời gian cho giáo viên cùng soạn bài, dự giờ nhau và góp ý thẳng thắn. Việc đánh giá dự án dựa "
    "vào nhật ký của nhóm, sản phẩm và lời giải thích của chính học viên, không chấm theo độ dày của báo cáo. Đội"
    " ngũ cốt cán của các trung tâm chia nhau giúp những nơi lần đầu thực hiện, nhất là các lớp học ở điểm lẻ, "
    "nơi một giáo viên dạy nhiều môn.",
    "Buổi chiều, các trung tâm giới thiệu những việc đã làm trong học kỳ trước. Nhóm học viên Trung tâm Nà Sản kể"
    " chuyện đo lượng nước sinh hoạt của ba mươi hộ trong bản rồi cùng trưởng bản sửa lại máng dẫn; nhóm học viên"
    " Trung tâm Tạ Khoa làm lịch mùa vụ bằng tranh cho những người chưa quen đọc bảng số; nhóm ở Mường Thải ghi "
    "lại hai mươi câu hát ru, nhờ người già giảng nghĩa và đọc lại cho các em lớp mầm non. Sau mỗi phần, người dự"
    " hỏi rất kỹ: nhóm chia việc ra sao, ai ghi nhật ký, lúc bí thì hỏi ai, làm sao biết kết quả là đúng. Nhiều "
    "câu hỏi chưa có câu trả lời ngay và được ghi lại để trao đổi tiếp trong sinh hoạt chuyên môn cụm trường hằng"
    " tháng.",
    "Ý kiến của giáo viên các điểm lẻ được lắng nghe nhiều nhất. Có cô giáo một mình dạy hai trình độ trong một "
    "phòng học, buổi tối mới gặp được học viên sau giờ làm nương; có thầy giáo phải đi nửa ngày đường để mượn bộ "
    "đồ đo. Lớp tập huấn thống nhất ba việc làm ngay: lập tủ đồ dùng chung cho từng cụm, trao đổi giáo án qua "
    "nhóm thư của ngành, và mỗi trung tâm nhận giúp một điểm lẻ trong suốt năm học. Sở giao Phòng GDTX-GDCN theo "
    "dõi, cuối học kỳ báo cáo những việc đã làm được và những việc còn vướng để cùng tháo gỡ, không để đơn vị nào"
    " phải xoay xở một mình.",
    "Về cách làm, mỗi đơn vị lập danh sách đề tài ngay từ đầu học kỳ, công khai tại bảng tin và trên trang của "
    "đơn vị; giữa kỳ tổ chức một buổi xem các nhóm đang làm đến đâu; cuối kỳ chọn những dự án tốt để giới thiệu "
    "toàn ngành. Đề tài có thể nhỏ, nhưng phải có câu hỏi rõ, cách đo rõ và kết luận do học viên tự rút ra. Những"
    " nhóm có cách làm hay được biểu dương kịp thời trước lớp, trước trường.",
    "Đối với dạy học theo nhóm nhỏ, lớp tập huấn thực hành ngay tại chỗ với bốn tiết dạy mẫu: Toán, Ngữ văn, Khoa"
    " học tự nhiên và Nghề làm vườn. Sau mỗi tiết, người dự ghi lại một điều sẽ mang về dùng và một điều còn băn "
    "khoăn. Các ý kiến tập trung vào việc chia nhóm sao cho em nào cũng có việc, cách hỏi để học viên rụt rè chịu"
    " nói, và cách giữ giờ khi lớp đông. Phòng GDTX-GDCN tiếp thu, tổng hợp thành tài liệu hai mươi trang và gửi "
    "các đơn vị trước ngày 30/11.",
    "Lớp tập huấn được tổ chức hằng năm, là dịp để cán bộ, giáo viên gặp nhau, học cách làm của nhau và mang về "
    "những việc làm được ngay. Đợt tiếp theo dự kiến mở tại cụm trường phía tây của tỉnh vào tháng 3/2027, dành "
    "cho giáo viên mới nhận nhiệm vụ và các cộng tác viên.",
)
CAPTIONS = (
    "Bà Vi Thị Thắm, Phó Giám đốc Sở GDĐT, phát biểu khai mạc lớp tập huấn",
    "Các nhóm trình bày kế hoạch dự án ba tuần trên giấy khổ lớn",
    "Giáo viên thực hành tiết dạy mẫu môn Nghề làm vườn",
)
SIGN_OFF = "Lường Thị Hiền, Phòng GDTX-GDCN"


def article() -> bytes:
    """Return it as a .docx without a single style: title bold in capitals, captions in italics, name at the right."""
    document = WordDocument()
    body = [paragraph(line, align="center", bold=True) for line in TITLE]
    body += [paragraph(LEAD, align="both")]
    pictures = [document.picture(photograph(number).read()) for number in range(len(CAPTIONS))]
    for number, text in enumerate(PARAGRAPHS):
        body.append(paragraph(text, align="both"))
        if number < len(CAPTIONS):
            body += [paragraph(pictures[number], align="center")]
            body += [paragraph(CAPTIONS[number], align="center", italic=True)]
    return document.file(*body, paragraph(SIGN_OFF, align="right", bold=True))
