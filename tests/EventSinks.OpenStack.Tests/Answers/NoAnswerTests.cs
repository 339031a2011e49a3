using System.Security.Authentication;

namespace EventSinks.OpenStack.Answers;

[Parallelizable(ParallelScope.All)]
public sealed class NoAnswerTests
{
    [TestCase("because of errors in the certificate chain: UntrustedRoot", "set cacert (OS_CACERT)")]
    [TestCase("because of errors in the certificate chain: PartialChain", "set cacert (OS_CACERT)")]
    [TestCase("because of errors in the certificate chain: NotTimeValid", "has expired, or is not valid yet")]
    [TestCase("according to the validation procedure: RemoteCertificateNameMismatch", "is for another name")]
    [TestCase("according to the validation procedure: RemoteCertificateNameMismatch, RemoteCertificateChainErrors", "is for another name")]
    public void Explain_ACertificateThatIsNotTrusted_SaysWhatMendsThatOne(string why, string hint)
    {
        string[] hints = ["set cacert (OS_CACERT)", "has expired, or is not valid yet", "is for another name"];

        var line = NoAnswer.Explain("zaqar:8888", NoTls($"The remote certificate is invalid {why}"));

        Assert.That(line, Does.StartWith("zaqar:8888: ").And.Contains(why));
        Assert.That(hints.Where(each => line.Contains(each, StringComparison.Ordinal)), Is.EqualTo([hint]));
    }

    [Test]
    public void Explain_AServerThatSpeaksNoTls_GivesNoHintOnCertificates() =>
        Assert.That(
            NoAnswer.Explain("zaqar:8888", NoTls("Cannot determine the frame size or a corrupted frame was received.")),
            Is.EqualTo(
                "zaqar:8888: The SSL connection could not be established. (Cannot determine the frame size or a corrupted frame was received.)"));

    private static HttpRequestException NoTls(string why) => new("The SSL connection could not be established.", new AuthenticationException(why));
}
