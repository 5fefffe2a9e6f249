Console.WriteLine("atiende");
