using Atiende.Packs.Model;

namespace Atiende.Portal;

/// <summary>What a registration asks beyond its fields' rules: the same password twice, the terms accepted.</summary>
internal static class PortalPasswords
{
    public static string Of(IFormCollection posted, PortalRegistration registration) => posted[registration.Password.Value].ToString();

    public static void Check(PortalForm form, IFormCollection posted, PortalRegistration registration)
    {
        var (password, repeated) = (Of(posted, registration), posted[registration.Repeated.Value].ToString());
        if (form.Problems.ContainsKey(registration.Password)) form.Problems.Remove(registration.Repeated);
        else if (password != repeated)
            form.Problems[registration.Repeated] = new("Las dos contraseñas no son iguales: escríbalas otra vez.", "The two passwords are not the same: type them again.");
    }

    public static void CheckTerms(PortalForm form, PortalRegistration registration)
    {
        if (!form.Values.TryGetValue(registration.Terms, out var accepted) || accepted.AsTruth() != true)
            form.Problems[registration.Terms] = new("Para registrarse debe aceptar los términos y condiciones.", "To register you must accept the terms and conditions.");
    }
}
