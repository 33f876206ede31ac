"""What the sites of the Vietnamese, Russian and English press put around an article, as tables of words.

``key`` in :mod:`reader.importers.frame` makes a line comparable: lower case, without numbers and signs.
"""

from __future__ import annotations

# Whole lines (or whole parts of a menu line) that are never an article's text.
LINES = frozenset(
    line.strip()
    for line in """
    хочу получать самые важные новости|показать еще|показать ещё|diễn đàn|sign up here|читать ещё|trang chủ|
    đăng nhập|đăng ký|đăng xuất|tài khoản|tìm kiếm|menu|liên hệ|tòa soạn|toà soạn|liên hệ tòa soạn|
    quảng cáo|liên hệ quảng cáo|đặt báo|đặt mua báo|báo giấy|đọc báo giấy|đọc báo in|rss|giới thiệu|
    về đầu trang|lên đầu trang|trở lại|quay lại|về chúng tôi|điều khoản|điều khoản sử dụng|chính sách|
    chính sách riêng tư|chính sách bảo mật|thông tin tòa soạn|chia sẻ|chia sẻ bài viết|chia sẻ facebook|
    chia sẻ zalo|chia sẻ lên facebook|chia sẻ qua facebook|chia sẻ twitter|chia sẻ qua email|facebook|
    twitter|zalo|tiktok|youtube|instagram|telegram|linkedin|pinterest|whatsapp|messenger|viber|email|x|
    tweet|vk|ok|sao chép liên kết|sao chép link|copy link|copy|link|lấy link|link gốc|lấy link!|in|in bài|
    in bài viết|bản in|gửi email|gửi mail|gửi bài viết|lưu bài|lưu bài viết|lưu|lưu tin|đã lưu|thích|like|
    yêu thích|theo dõi|theo dõi báo|theo dõi chúng tôi|thảo luận|google news|google tin tức|bình luận|
    ý kiến|ý kiến bạn đọc|viết bình luận|gửi bình luận|gửi ý kiến|bình luận của bạn|ý kiến của bạn|
    xem tất cả bình luận|xem thêm bình luận|phản hồi|gửi phản hồi|nhận xét|thêm bình luận|hủy|gửi|đóng|
    quan tâm nhất|mới nhất|nghe bài viết|nghe đọc bài|nghe audio|đọc bài viết|nghe nội dung|giọng nữ|
    giọng nam|giọng nữ miền bắc|giọng nam miền bắc|giọng nữ miền nam|giọng nam miền nam|nữ miền bắc|
    nam miền bắc|nữ miền nam|nam miền nam|nữ bắc|nam bắc|nữ nam|tự động phát|cỡ chữ|aa|a a|a- a a+|a+ a-|
    tăng giảm cỡ chữ|chế độ tối|toàn màn hình|xem ảnh lớn|phóng to|xem ảnh gốc|phóng to ảnh|tags|tag|
    từ khóa|từ khoá|chủ đề|chủ đề nổi bật|xem thêm|đọc thêm|đọc tiếp|xem tiếp|video|podcast|infographic|
    multimedia|emagazine|longform|hotline|đường dây nóng|quay lại trang chủ|trở về trang chủ|tin mới|
    tin nóng|tin hot|thông báo|phiên bản mobile|phiên bản desktop|phiên bản di động|tặng sao|tặng bài viết|
    chọn số sao muốn tặng|hoàn thành|thành viên thường|bản mobile|e-paper|epaper|lịch vạn niên|giá vàng|
    tỷ giá|thời tiết|báo in|tiếng việt|english|русский|中文|mới nhận|đọc nhiều|mới cập nhật|home|homepage|
    sign in|log in|login|log out|sign up|register|subscribe|subscribe now|search|my account|newsletter|
    newsletters|advertise|advertise with us|advertisement|advertising|ad|sponsored|contact|contact us|
    contacts|about|about us|newsroom|privacy|privacy policy|terms|terms of use|terms of service|
    cookie policy|cookies|share|share this|share this article|share on facebook|share on twitter|share on x|
    share on linkedin|share via email|share this story|print|print this article|save|saved|save article|
    email this|comment|comments|leave a comment|add a comment|post a comment|view comments|show comments|
    listen|listen to this article|listen to article|follow us|follow|skip to content|skip to main content|
    back to top|top|read more|see more|show more|load more|more|topics|related topics|editor's picks|
    click to share|accept|accept all|close|gift this article|share full article|purchase licensing rights|
    opens new tab|reading time|font size|all rights reserved|live tv|watch live|donate|support us|
    mobile version|site map|sitemap|главная|главная страница|на главную|поиск|войти|вход|выйти|регистрация|
    подписка|подписаться|подпишитесь|реклама|редакция|контакты|о нас|о проекте|о редакции|правила|вакансии|
    рассылка|поделиться|поделиться в telegram|поделиться вконтакте|поделиться в вк|поделиться ссылкой|
    скопировать ссылку|копировать ссылку|ссылка скопирована|версия для печати|печать|распечатать|вконтакте|
    одноклассники|телеграм|дзен|max|комментарии|комментировать|оставить комментарий|добавить комментарий|
    обсудить|обсуждение|читать далее|читать дальше|читать полностью|далее|теги|тег|метки|наверх|вверх|
    сообщить об ошибке|слушать|прослушать новость|прослушать|закладки|в закладки|сохранить|следите за нами|
    мы в соцсетях|архив|спецпроекты|мобильная версия|полная версия|новости партнёров|новости партнеров|
    просмотров|просмотры
    """.replace("\n", "|").split("|")
    if line.strip()
)

# Names of a site's departments: a part of a menu, or the section that an article stands in.
SECTIONS = frozenset(
    line.strip()
    for line in """
    thời sự|chính trị|xã hội|thế giới|quốc tế|kinh tế|kinh doanh|tài chính|chứng khoán|bất động sản|
    pháp luật|an ninh|quốc phòng|quân sự|giáo dục|y tế|sức khỏe|sức khoẻ|đời sống|văn hóa|văn hoá|giải trí|
    thể thao|bóng đá|khoa học|công nghệ|khoa học công nghệ|khoa học - công nghệ|khoa học & công nghệ|số hóa|
    sức mạnh số|nhịp sống số|xe|ô tô - xe máy|ô tô xe máy|ô tô|du lịch|môi trường|góc nhìn|ý kiến|tâm sự|
    thư giãn|bạn đọc|đô thị|giao thông|dân sinh|lao động việc làm|lao động - việc làm|việc làm|nhân ái|
    tấm lòng nhân ái|phóng sự|điều tra|hồ sơ|phân tích|bình luận quốc tế|ẩm thực|thời trang|làm đẹp|
    gia đình|giới trẻ|nhịp sống trẻ|nhà đất|thị trường|doanh nghiệp|ngân hàng|nông nghiệp|nông thôn mới|
    tin tức|tin trong nước|trong nước|nước ngoài|biển đảo|biên giới|đối ngoại|xây dựng đảng|nhân sự|
    địa phương|hà nội|tp.hcm|hình sự|vụ án|tuổi trẻ|hậu trường|âm nhạc|phim|điện ảnh|sách|nghệ thuật|
    tin nhanh|chuyển đổi số|an ninh mạng|vũ trụ|thiên nhiên|khám phá|bóng đá trong nước|bóng đá quốc tế|
    tennis|chuyện lạ|kinh tế - xã hội|văn hóa - giải trí|văn hóa - thể thao|tiêu dùng|người việt|việt kiều|
    kiều bào|thời sự - chính trị|chính trị - xã hội|an ninh - quốc phòng|news|world|politics|business|
    economy|culture|sport|sports|science|technology|tech|health|education|environment|climate|travel|
    lifestyle|life|opinion|arts|entertainment|markets|finance|asia|europe|africa|americas|middle east|us|uk|
    us news|uk news|world news|vietnam|society|law|daily news|asia pacific|features|analysis|national|local|
    international|latest|latest news|top stories|in depth|energy|companies|industry|history|новости|мир|
    в мире|политика|экономика|общество|происшествия|культура|спорт|наука|технологии|наука и техника|
    наука и технологии|здоровье|медицина|образование|экология|путешествия|туризм|мнения|бизнес|финансы|
    россия|в россии|космос|природа|безопасность|армия|оборона и безопасность|недвижимость|авто|интервью|
    аналитика|международная панорама|бывший ссср|интернет и сми|силовые структуры|ценности|из жизни|
    среда обитания|последние новости|главные новости|лента новостей|все новости|история
    """.replace("\n", "|").split("|")
    if line.strip()
)

# Headings above lists of other articles; text after a colon on the same line is such an article's title.
RELATED = (
    r"xem thêm|đọc thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|bài viết liên quan"
    r"|các tin liên quan|tin bài liên quan|tin,? bài liên quan|nội dung liên quan|tin cùng chuyên mục"
    r"|cùng chuyên mục|bài cùng chuyên mục|tin khác|các tin khác|bài khác|tin cũ hơn|tin mới hơn"
    r"|có thể bạn quan tâm|bạn có thể quan tâm|bài viết khác"
    r"|mời (?:quý )?(?:độc giả|bạn đọc)[^:.]{0,40}|mời xem(?: thêm)?|đọc nhiều nhất|đọc nhiều"
    r"|tin đọc nhiều|xem nhiều|xem nhiều nhất|tin nổi bật|tin mới nhất|tin cùng loại|cùng chủ đề"
    r"|dòng sự kiện|chuyên mục khác|tin tài trợ|bài đọc nhiều|liên quan|video đang (?:được )?xem nhiều"
    r"|đang được quan tâm|bài nổi bật|đề xuất cho bạn|dành cho bạn|tin xem thêm"
    r"|related|related articles?|related stories|related news|related content|related links?"
    r"|related coverage|read also|also read|see also|read more|read next|read on|more on this(?: story)?"
    r"|more from [^:.]{2,30}|you (?:may|might) also like|recommended(?: stories| for you)?|most read"
    r"|most popular|most viewed|trending(?: now)?|up next|editors?['’]s? (?:picks|choice)|don['’]t miss"
    r"|top stories|latest stories|more stories|around the bbc|elsewhere on the bbc"
    r"|читайте также|читать далее|читать дальше|читать также|смотрите также|читайте ещё|читайте еще"
    r"|по теме|материалы по теме"
    r"|ещё по теме|еще по теме|другие новости|похожие материалы|самое читаемое|самое популярное"
    r"|популярное|главное|рекомендуем|рекомендуемые материалы|вам может быть интересно|новости по теме"
    r"|ранее по теме|лучшее за день|выбор редакции"
)

TAGS = (
    r"từ kh(?:óa|oá)|từ khóa tìm kiếm|tags?|thẻ|chủ đề|keywords|topics|related topics|sự kiện|теги|тэги"
    r"|метки|ключевые слова|сюжет"
)

COMMENTS = r"bình luận|ý kiến bạn đọc|ý kiến|comments?|комментарии|комментариев|phản hồi|thảo luận"

# Stretches that give a line away as the site's own, wherever it stands before or after the article.
PHRASES = (
    r"theo dõi [^.]{0,60}(?:google news|google tin tức|trên (?:facebook|zalo|tiktok|youtube))"
    r"|follow [^.]{0,40} on (?:google news|facebook|twitter|x|telegram)"
    r"|(?:hotline|đường dây nóng|điện thoại|đt|tel|fax|телефон|тел\.)\s*:?\s*[(+\d]"
    r"|ghi rõ nguồn|trích dẫn nguồn|phát hành lại thông tin|sử dụng lại thông tin|giữ bản quyền"
    r"|bản quyền thuộc|cấm sao chép|mọi (?:hành vi|hình thức) sao chép|không sao chép dưới mọi hình thức"
    r"|^bạn đang (?:đọc|xem) (?:bài|tin|nội dung)|^trở thành người đầu tiên (?:tặng|bình luận|gửi)"
    r"|^chuyên mục\s*:"
    r"|giấy phép (?:số|hoạt động|thiết lập|xuất bản)|tổng biên tập|phó tổng biên tập|cơ quan chủ quản"
    r"|chịu trách nhiệm nội dung|^địa chỉ\s*:|^tòa soạn\s*:|^toà soạn\s*:|liên hệ quảng cáo"
    r"|all rights reserved|©|\(c\)\s|copyright|terms of (?:use|service)|privacy policy|cookie"
    r"|reproduction without permission|reprinted with permission|sign up (?:for|to) |subscribe to "
    r"|download (?:our|the) app|our standards: the thomson reuters"
    r"|is not responsible for the content of external"
    r"|все права защищены|при (?:полном или частичном )?(?:использовании|цитировании|перепечатке)"
    r"|чтобы оставить комментарий|оставить комментарий|войдите на сайт|войдите, чтобы|зарегистрируйтесь"
    r"|подпишитесь на|подписывайтесь на|свидетельство о регистрации|главный редактор|наш (?:telegram"
    r"|телеграм)|нашли (?:ошибку|опечатку)|выделите (?:её|ее|фрагмент)|ctrl\s*\+\s*enter"
    r"|(?:bình luận|ý kiến)(?: của bạn)? (?:đang|sẽ) được|đăng nhập để|vui lòng đăng nhập"
    r"|để gửi bình luận|gửi bình luận của bạn|mời (?:bạn|quý vị"
    r"|độc giả) (?:gửi|chia sẻ) ý kiến|đăng ký (?:kênh|nhận) |tải ứng dụng|nhấn (?:để|vào đây)"
    r"|click vào đây|bấm vào đây|chia sẻ (?:lên|qua|trên) (?:facebook|zalo|twitter|email)"
    r"|báo điện tử .{0,40}(?:giấy phép|bộ thông tin)|email\s*:\s*\S+@"
)

# A telephone for readers is enough to make a line without a full stop a header of the site.
STRONG = r"(?:hotline|đường dây nóng)\W{0,4}[\d(+]"

# Lines that stand between paragraphs and are the site's wherever they are.
BETWEEN = frozenset(
    [
        "quảng cáo",
        "advertisement",
        "advertising",
        "sponsored",
        "реклама",
        "ad",
        "xem ảnh lớn",
        "xem ảnh gốc",
        "phóng to",
        "phóng to ảnh",
        "toàn màn hình",
        "article continues below",
        "story continues below",
        "opens new tab",
        "открыть в полном размере",
        "на правах рекламы",
        "tin tài trợ",
    ]
)

COUNTERS = (
    r"(?:lượt (?:xem|đọc|thích)|views?|shares?|likes?|comments?|bình luận|просмотр(?:ов|а)?|просмотры"
    r"|комментари(?:й|я|ев|и)|phút đọc|min(?:ute)?s? read|мин(?:ут[аы]?)? (?:чтения|на чтение)|đánh giá"
    r"|votes?)"
)
